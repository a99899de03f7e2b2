import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What a process was started as, its arguments separated by spaces; undefined where no such process runs. */
export function commandLineOf(pid: number): string | undefined {
  const line = existsSync("/proc/self/cmdline") ? readProc(pid) : askPs(pid);
  return line.trim() === "" ? undefined : line.trim();
}

/** Empty for a process that has ended and that nobody has taken note of. */
function readProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** Where there is no /proc, as on macOS. */
function askPs(pid: number): string {
  return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}
