import type { ChildProcess } from "node:child_process";
import { outputOf } from "./laboratory";

/** How a run ends before its time. Ctrl-C reaches every process of the terminal, and so Terraform's plugins. */
export type Ending = "SIGKILL" | "Ctrl-C" | "Ctrl-C twice";

/** The line of a run's output at which it ends: the how-manieth of its kind. */
export interface Moment {
  readonly line: RegExp;
  readonly count?: number;
}

/**
 * Ends a run, the leader of a process group, at a moment of its own output, which it gives.
 * @throws Error where the moment never came: whatever is tested then was not interrupted
 */
export async function interrupted(run: ChildProcess, { line, count = 1 }: Moment, ending: Ending): Promise<string> {
  const group = -(run.pid ?? Number.NaN);
  const isRunning = () => run.exitCode === null && run.signalCode === null;
  let seen = 0;
  let isOver = false;
  run.stdout?.on("data", (piece: Buffer) => {
    const text = piece.toString();
    if (isOver) {
      // By then Terraform has heard the first one.
      if (ending === "Ctrl-C twice" && text.includes("Interrupt received") && isRunning())
        process.kill(group, "SIGINT");
      return;
    }
    seen += text.split("\n").filter((one) => line.test(one)).length;
    if (seen < count) return;
    isOver = true;
    if (isRunning()) process.kill(group, ending === "SIGKILL" ? "SIGKILL" : "SIGINT");
  });
  const { output } = await outputOf(run);
  if (!isOver) throw new Error(`the run ended before ${line} came ${count} times:\n${output}`);
  return output;
}
