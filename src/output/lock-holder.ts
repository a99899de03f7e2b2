import { randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";

/** How long a holder counts that cannot be looked at: a process of another machine or container. Synth takes seconds. */
const unseenHolderMs = 60_000;

/** A name for this process as the holder of a lock. No two are the same, so that removing one by its name never removes another. */
export function newHolder(): string {
  return [process.pid, startOf(process.pid) ?? "", hostname(), randomUUID()].join(",");
}

/** Whether the process of that name may still be at work, which has left a file of that age. */
export function isAtWork(holder: string, file: string): boolean {
  const { pid, start, host } = partsOf(holder);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (host !== hostname()) return ageOf(file) < unseenHolderMs;
  // Its own id is that of a process that is gone: in containers they come round again.
  if (pid === process.pid || !isRunning(pid)) return false;
  const since = startOf(pid);
  return since === undefined || start === "" || since === start;
}

export function describeHolder(holder: string): string {
  const { pid, host } = partsOf(holder);
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}

function partsOf(holder: string) {
  const [pid = "", start = "", host = ""] = holder.split(",");
  return { pid: Number(pid), start, host };
}

function ageOf(file: string): number {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - written;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, which tells it from a later one with its id; undefined where the system does not say. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOf(pid: number): string | undefined {
  try {
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    // One that has ended keeps its id until its parent looks: in a container perhaps for ever.
    return state === "Z" ? "ended" : fields[18];
  } catch {
    return undefined;
  }
}
