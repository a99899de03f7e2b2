import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** A process that does not outlive the one that started it. */
export interface GuardedProcess {
  readonly name: string;
  readonly log: string;
  readonly hasEnded: () => boolean;
  /** The most memory that it has had so far, or until it was stopped; undefined where the system does not say. */
  readonly peakMemoryMiB: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * Waits beside the program for the end of its input, and kills it then: our end of the pipe closes when we close it, and when we die, however
 * that happens. The program takes the place of the shell, so that it is the child itself. Without `--norc` a shell whose input is a socket takes us
 * for a remote login, and reads somebody's `.bashrc`.
 */
const guard = 'exec 3<&0; program=$$; (read -r _ <&3; kill -9 "$program" 2>/dev/null) & exec "$@" </dev/null 3<&-';

/** Starts a program in a folder, with its output in a log. */
export function startGuarded(
  program: string,
  args: readonly string[],
  {
    folder,
    log,
    variables = process.env,
    name = basename(program),
  }: { folder: string; log: string; variables?: NodeJS.ProcessEnv; name?: string },
): GuardedProcess {
  const output = openSync(log, "a");
  const child = spawn("bash", ["--norc", "-c", guard, "guard", program, ...args], {
    cwd: folder,
    env: variables,
    stdio: ["pipe", output, output],
    // Ctrl-C is for those who end in order; these are killed.
    detached: true,
  });
  closeSync(output);
  child.stdin?.on("error", () => {});
  let peakMiB: number | undefined;
  const ended = new Promise<void>((done) => child.on("error", () => done()).on("exit", () => done()));
  return {
    name,
    log,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    peakMemoryMiB: () => peakMemoryOf(child) ?? peakMiB,
    stop: async () => {
      peakMiB = peakMemoryOf(child);
      child.stdin?.end();
      await ended;
    },
  };
}

function peakMemoryOf({ pid }: ChildProcess): number | undefined {
  try {
    const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kiB === undefined ? undefined : Math.round(Number(kiB) / 1024);
  } catch {
    return undefined;
  }
}
