import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { outputOf } from "./laboratory";

/** How a run ends before its time. Ctrl-C reaches every process of the terminal, and so Terraform's plugins. */
export type Ending = "SIGKILL" | "Ctrl-C" | "Ctrl-C twice";

/** The line of a run's output at which it ends: the how-manieth of its kind. */
export interface Moment {
  readonly line: RegExp;
  readonly count?: number;
}

const signals: Readonly<Record<Ending, readonly NodeJS.Signals[]>> = {
  SIGKILL: ["SIGKILL"],
  "Ctrl-C": ["SIGINT"],
  "Ctrl-C twice": ["SIGINT", "SIGINT"],
};

/**
 * Ends a run, the leader of a process group, at a moment of its own output, which it gives.
 * @throws Error where the moment never came: whatever is tested then was not interrupted
 */
export async function interrupted(run: ChildProcess, { line, count = 1 }: Moment, ending: Ending): Promise<string> {
  const group = -(run.pid ?? Number.NaN);
  let seen = 0;
  let isOver = false;
  const end = async () => {
    for (const signal of signals[ending]) {
      if (run.exitCode === null && run.signalCode === null) process.kill(group, signal);
      // Terraform must have heard the first one.
      await sleep(200);
    }
  };
  run.stdout?.on("data", (piece: Buffer) => {
    seen += piece
      .toString()
      .split("\n")
      .filter((text) => line.test(text)).length;
    if (seen < count || isOver) return;
    isOver = true;
    void end();
  });
  const { output } = await outputOf(run);
  if (!isOver) throw new Error(`the run ended before ${line} came ${count} times:\n${output}`);
  return output;
}
