import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { EnvironmentError } from "../config/problem";
import { parseJson } from "./parse-json";
import { statsOf } from "./stats-of";

/** A file gets another place. Both paths are below the output directory. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** Everything that is on its way in or out. What is in there without a journal was never begun to be put in place. */
export const stagingFolder = ".synth";

const journal = `${stagingFolder}/moves.json`;
const journalSchema = z.array(z.object({ from: z.string(), to: z.string() }));

/** Says of folders that are empty now whether they stay. */
type StayingFolders = (folder: string) => boolean;

/**
 * Carries out all moves or none. From the moment the journal is written, a process that is killed leaves the rest to `finishMoves`.
 * @throws the error of the file system, with every file back in its old place
 */
export function moveAll(outdir: string, moves: readonly FileMove[], stays: StayingFolders): void {
  if (moves.length === 0) return;
  const draft = join(outdir, `${journal}.draft`);
  writeFileSync(draft, JSON.stringify(moves));
  flushFile(draft);
  renameSync(draft, join(outdir, journal));
  carryOut(outdir, moves, stays);
}

/** Goes on where a process was killed between two moves; false where none was. */
export function finishMoves(outdir: string, stays: StayingFolders): boolean {
  const moves = readJournal(outdir);
  if (moves === undefined) return false;
  carryOut(outdir, moves, stays);
  return true;
}

/** Whether moves were begun and neither finished nor undone. */
export function areMovesPending(outdir: string): boolean {
  return exists(join(outdir, journal));
}

/** Waits until a file's content would survive a loss of power. */
export function flushFile(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function exists(path: string): boolean {
  return statsOf(path) !== undefined;
}

function carryOut(outdir: string, moves: readonly FileMove[], stays: StayingFolders): void {
  try {
    for (const move of moves) carry(outdir, move);
    removeEmptyFolders(outdir, moves, stays);
    rmSync(join(outdir, journal));
  } catch (error) {
    undo(outdir, moves, error);
    throw error;
  }
}

/** The same moves backwards: what did not happen is skipped in this direction too. */
function undo(outdir: string, moves: readonly FileMove[], cause: unknown): void {
  try {
    for (const { from, to } of moves.toReversed()) carry(outdir, { from: to, to: from });
    removeEmptyFolders(outdir, moves, () => false);
    rmSync(join(outdir, journal));
  } catch (error) {
    throw new EnvironmentError(
      `CDKTF_OUTDIR: ${outdir} is neither old nor new: ${String(cause)}, then ${String(error)}; correct that and run synth again, which goes on where this one stopped; until then Terraform refuses the stacks that were to change`,
    );
  }
}

/** What a killed process has moved is not moved again: its file is gone from the one place, or there is one in the other. */
function carry(outdir: string, { from, to }: FileMove): void {
  if (!exists(join(outdir, from)) || exists(join(outdir, to))) return;
  const folder = dirname(join(outdir, to));
  if (!exists(folder)) mkdirSync(folder, { recursive: true });
  renameSync(join(outdir, from), join(outdir, to));
}

function removeEmptyFolders(outdir: string, moves: readonly FileMove[], stays: StayingFolders): void {
  const mayGo = (folder: string) => folder !== "." && !folder.startsWith(stagingFolder) && !stays(folder);
  for (const path of moves.flatMap(({ from, to }) => [from, to])) {
    let folder = dirname(path);
    while (mayGo(folder) && tryRemoveFolder(join(outdir, folder))) folder = dirname(folder);
  }
}

function tryRemoveFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function readJournal(outdir: string): readonly FileMove[] | undefined {
  if (!areMovesPending(outdir)) return undefined;
  return journalSchema.safeParse(parseJson(readFileSync(join(outdir, journal), "utf8"))).data;
}
