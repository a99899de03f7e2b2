import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../config/problem";
import type { OutputState } from "./output-changes";
import { type Digests, digestOf, digestOfFile, formatRecord, parseRecord, recordFile } from "./output-record";
import { listStackDirectories } from "./stack-directories";
import { guardOf, guardText } from "./stack-guard";
import { statsOf } from "./stats-of";

/** Compares what a synth has written beside the output directory with what stands there, and adds the record of it. */
export function readOutputState(outdir: string, fresh: string): OutputState {
  const written = digestsAt(fresh, filesBelow(fresh));
  const record = formatRecord(written);
  writeFileSync(join(fresh, recordFile), record);
  const next = new Map([...written, [recordFile, digestOf(record)]]);
  const recorded = new Map([...readRecord(outdir), ...possibleGuards(outdir)]);
  const present = digestsAt(outdir, [...new Set([...next.keys(), ...recorded.keys()])]);
  return { next, recorded, present };
}

/** The record counts as its own: it says nothing of itself. */
function readRecord(outdir: string): Digests {
  const file = join(outdir, recordFile);
  if (!existsSync(file)) return new Map();
  const text = readFileSync(file, "utf8");
  return new Map([...(parseRecord(text) ?? []), [recordFile, digestOf(text)]]);
}

/** A guard that stands anywhere is ours: somebody may have removed the journal that would take it away. */
function possibleGuards(outdir: string): Digests {
  return new Map(listStackDirectories(outdir).map((stack) => [guardOf(stack), digestOf(guardText)]));
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => lstatSync(join(folder, path)).isFile());
}

function digestsAt(folder: string, paths: readonly string[]): Digests {
  return new Map(
    paths.flatMap((path) => {
      const digest = digestAt(join(folder, path));
      return digest === undefined ? [] : [[path, digest] as const];
    }),
  );
}

function digestAt(path: string): string | undefined {
  const stats = statsOf(path);
  if (stats?.isDirectory()) {
    throw new EnvironmentError(`CDKTF_OUTDIR: ${path} is a directory, expected a file that synth writes; move it away`);
  }
  if (stats === undefined) return undefined;
  return existsSync(path) ? digestOfFile(path) : "link to nothing";
}
