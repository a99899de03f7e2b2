import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { areMovesPending, finishMoves, flushFile, moveAll, stagingFolder } from "./file-moves";
import { compareOutput, type OutputChanges, type OutputState } from "./output-changes";
import { inOutputDirectory } from "./output-directory";
import { isOutputPath, type OutputFile, outputFolders } from "./output-file";
import { withOutputLock } from "./output-lock";
import { reportChanges } from "./output-report";
import { readOutputState } from "./output-state";
import { freshFolder, guardedStacks, planMoves } from "./planned-moves";
import { guardText, waitingGuardOf } from "./stack-guard";
import { findStrangers, refuseToLose } from "./strangers";

export interface OutputWrite<T> {
  readonly outdir: string;
  /** Makes CDKTF write into a directory, and gives what is written beside that. */
  readonly synth: (directory: string) => SynthesizedOutput<T>;
  /** Whether CDKTF's command line runs this program, which afterwards deletes directories of stacks by a list that it made before. */
  readonly sweptByCdktf: boolean;
}

export interface SynthesizedOutput<T> {
  /** What the caller wants to know of it. */
  readonly result: T;
  readonly files: readonly OutputFile[];
}

export interface WrittenOutput<T> {
  readonly result: T;
  /** What a person should know: what was swept, left and overwritten. */
  readonly lines: readonly string[];
}

/**
 * Writes the output directory, all of it or nothing. Of the rest, what an earlier synth wrote and nobody changed since goes, and nothing else
 * (docs/adr/0014-output-directory.md).
 * @throws EnvironmentError where the directory cannot be written, another process is writing it, or CDKTF would delete what is not ours
 */
export function writeOutput<T>(write: OutputWrite<T>): WrittenOutput<T> {
  const { outdir } = write;
  return inOutputDirectory(outdir, () => withOutputLock(outdir, () => writeLocked(write)));
}

function writeLocked<T>({ outdir, synth, sweptByCdktf }: OutputWrite<T>): WrittenOutput<T> {
  // CDKTF's command line fails where a directory of its list is gone.
  const stays = (folder: string) => sweptByCdktf && /^stacks\/[^/]+$/.test(folder);
  const isFinished = finishMoves(outdir, stays);
  discardStaging(outdir);
  try {
    const fresh = join(outdir, freshFolder);
    mkdirSync(fresh, { recursive: true });
    const { result, files } = synth(fresh);
    addFiles(fresh, files);
    const state = readOutputState(outdir, fresh);
    const changes = compareOutput(state);
    const strangers = findStrangers(outdir, state.next, changes);
    if (sweptByCdktf) refuseToLose(outdir, strangers);
    addGuards(outdir, changes, state);
    moveAll(outdir, planMoves(changes, state.present), stays);
    const finished = isFinished ? ["finished what an interrupted synth had begun to write"] : [];
    return { result, lines: [...finished, ...reportChanges(outdir, changes, state.next, strangers)] };
  } finally {
    if (!areMovesPending(outdir)) tryToDiscardStaging(outdir);
  }
}

/** Each file once: environments share charts. */
function addFiles(fresh: string, files: readonly OutputFile[]): void {
  const added = new Map<string, string>();
  for (const file of files) {
    if (added.get(file.path) === file.text) continue;
    addFile(fresh, file);
    added.set(file.path, file.text);
  }
}

/** @throws Error where the path is outside of the output folders or taken */
function addFile(fresh: string, { path, text }: OutputFile): void {
  if (!isOutputPath(path)) {
    throw new Error(`${path} is no path of an output file, expected one below ${outputFolders.join(" or ")}`);
  }
  const file = join(fresh, path);
  if (existsSync(file)) throw new Error(`${path} is written twice, expected a path of its own for each output file`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Guards, and everything that will take another file's place, safe from a loss of power before the first move. */
function addGuards(outdir: string, changes: OutputChanges, { present }: OutputState): void {
  for (const stack of guardedStacks(changes, present)) {
    const guard = join(outdir, waitingGuardOf(stack));
    mkdirSync(dirname(guard), { recursive: true });
    writeFileSync(guard, guardText);
  }
  for (const path of changes.written.filter((each) => present.has(each))) flushFile(join(outdir, freshFolder, path));
}

function discardStaging(outdir: string): void {
  rmSync(join(outdir, stagingFolder), { recursive: true, force: true });
}

function tryToDiscardStaging(outdir: string): void {
  try {
    discardStaging(outdir);
  } catch {
    // Nothing in there is needed, and the next synth begins with this.
  }
}
