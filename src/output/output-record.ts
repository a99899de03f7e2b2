import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { z } from "zod";
import { isOutputPath } from "./output-file";
import { parseJson } from "./parse-json";

/** Digests of files by their paths below the output directory. */
export type Digests = ReadonlyMap<string, string>;

/** Where the output directory keeps what the last synth wrote. */
export const recordFile = ".synth.json";

/** CDKTF's list of stacks, which is the only file that synth writes outside of the output folders. */
export const manifestFile = "manifest.json";

const recordSchema = z.object({ files: z.record(z.string(), z.string()) });

/** The same files give the same bytes. */
export function formatRecord(written: Digests): string {
  const files = Object.fromEntries([...written].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ files }, null, 2)}\n`;
}

/** What a record says, or undefined where it is none. A path that synth would never write is not believed: recorded files are deleted. */
export function parseRecord(text: string): Digests | undefined {
  const { data } = recordSchema.safeParse(parseJson(text));
  if (data === undefined) return undefined;
  return new Map(Object.entries(data.files).filter(([path]) => path === manifestFile || isOutputPath(path)));
}

export function digestOf(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Files of many environments go through one piece of memory: a piece for each is tens of megabytes before they are collected. */
const piece = Buffer.allocUnsafe(64 * 1024);

export function digestOfFile(path: string): string {
  const hash = createHash("sha256");
  const descriptor = openSync(path, "r");
  try {
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
