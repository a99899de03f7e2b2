import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../config/problem";
import { describeHolder, isAtWork, newHolder } from "./lock-holder";

const lockName = ".synth.lock";

/**
 * Runs what writes into an output directory while no other process does. The lock of a process that is gone counts for nothing.
 *
 * The lock is a folder with one file, whose name says who holds it. To take it, a process renames a folder of its own to it, which works only
 * while there is none or an empty one (https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html). To take it over, a process
 * removes the dead holder's file first. No name comes twice, so whoever looked at the lock long ago removes nobody else's, however late.
 * @throws EnvironmentError where another process is writing
 */
export function withOutputLock<T>(outdir: string, write: () => T): T {
  const lock = join(outdir, lockName);
  const holder = newHolder();
  takeLock(outdir, lock, holder);
  try {
    removeLeftovers(outdir);
    return write();
  } finally {
    releaseLock(lock, holder);
  }
}

function takeLock(outdir: string, lock: string, holder: string): void {
  const own = `${lock}.${holder}`;
  try {
    mkdirSync(own);
    writeFileSync(join(own, holder), "");
    while (!isDone(() => renameSync(own, lock), ["ENOTEMPTY", "EEXIST", "ENOTDIR"])) clearLock(outdir, lock);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
}

function releaseLock(lock: string, holder: string): void {
  try {
    rmSync(join(lock, holder));
    rmdirSync(lock);
  } catch {
    // Somebody has it already, or it stays and counts for nothing as soon as this process has ended.
  }
}

/** Makes room where nobody is writing any more. */
function clearLock(outdir: string, lock: string): void {
  for (const holder of holdersIn(lock)) {
    if (isAtWork(holder, join(lock, holder))) {
      throw new EnvironmentError(
        `${outdir}: ${describeHolder(holder)} is writing it, expected one synth at a time; wait for it, set CDKTF_OUTDIR, or remove ${lock} if no synth runs`,
      );
    }
    rmSync(join(lock, holder), { recursive: true, force: true });
  }
  isDone(() => rmdirSync(lock), ["ENOTEMPTY", "EEXIST", "ENOENT"]);
}

function holdersIn(lock: string): readonly string[] {
  try {
    return readdirSync(lock);
  } catch (error) {
    // A plain file is nobody's lock, whatever it says.
    if (codeOf(error) === "ENOTDIR") isDone(() => unlinkSync(lock), ["ENOENT", "EISDIR", "EPERM"]);
    else if (codeOf(error) !== "ENOENT") throw error;
    return [];
  }
}

/** Removes what processes leave that are killed just before they take the lock. */
function removeLeftovers(outdir: string): void {
  const prefix = `${lockName}.`;
  for (const entry of readdirSync(outdir).filter((name) => name.startsWith(prefix))) {
    const path = join(outdir, entry);
    if (!isAtWork(entry.slice(prefix.length), path)) rmSync(path, { recursive: true, force: true });
  }
}

/** Whether something worked; failures that other processes cause are an answer, not an error. */
function isDone(act: () => void, otherwise: readonly string[]): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!otherwise.includes(codeOf(error))) throw error;
    return false;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
