import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { EnvironmentError } from "../config/problem";
import { explainMaking, explainWriting, isErrorOfWriting } from "./disk-errors";

/**
 * Runs what writes into an output directory, which is made where it is missing and goes again where that was for nothing.
 * @throws EnvironmentError with one line where the path is no directory, or the disk does not take what is written
 */
export function inOutputDirectory<T>(outdir: string, write: () => T): T {
  const firstMade = makeDirectory(outdir);
  try {
    return write();
  } catch (error) {
    if (firstMade !== undefined) removeWhileEmpty(resolve(outdir), dirname(resolve(firstMade)));
    if (!isErrorOfWriting(error, outdir)) throw error;
    throw new EnvironmentError(
      `CDKTF_OUTDIR: cannot write ${outdir}, which is as it was: ${explainWriting(error, outdir)}`,
    );
  }
}

/** The topmost directory that had to be made, if any. */
function makeDirectory(outdir: string): string | undefined {
  if (outdir === "") {
    throw new EnvironmentError("CDKTF_OUTDIR: got an empty text, expected a directory; name one, or unset it");
  }
  try {
    return makeMissing(resolve(outdir));
  } catch (error) {
    throw new EnvironmentError(`CDKTF_OUTDIR: ${explainMaking(error, outdir)}`);
  }
}

/** One by one: where a file system has no room for directories, such as /proc, Node's own way up and down again never ends. */
function makeMissing(folder: string): string | undefined {
  if (isDirectory(folder)) return undefined;
  const above = makeMissing(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been faster.
    if (!isDirectory(folder)) throw error;
    return above;
  }
  return above ?? folder;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function removeWhileEmpty(folder: string, end: string): void {
  if (folder === end) return;
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there meanwhile.
    return;
  }
  removeWhileEmpty(dirname(folder), end);
}
