import { createHash } from "node:crypto";
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

export function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
