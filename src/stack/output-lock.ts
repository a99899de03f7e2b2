import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../config/problem";

/**
 * Runs what writes into an output directory while no other process does. The lock of a process that is gone counts for nothing.
 * @throws EnvironmentError where another process is writing
 */
export function withOutputLock(outdir: string, write: () => void): void {
  const file = join(outdir, ".synth.lock");
  if (!tryTakeLock(file) && !(isHolderGone(file) && replaceLock(file))) {
    throw new EnvironmentError(
      `${outdir}: process ${readHolder(file) || "unknown"} is writing it, expected one synth at a time; wait for it, set CDKTF_OUTDIR, or remove ${file} if no synth runs`,
    );
  }
  try {
    write();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryTakeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

function replaceLock(file: string): boolean {
  rmSync(file, { force: true });
  return tryTakeLock(file);
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "unknown";
  }
}

function isHolderGone(file: string): boolean {
  const pid = Number(readHolder(file));
  // Its own id is that of a process that is gone: in containers they come round again.
  return Number.isInteger(pid) && pid > 0 && (pid === process.pid || !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
