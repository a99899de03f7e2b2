import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputFile } from "../../src/output/output-file";
import { type WrittenOutput, writeOutput } from "../../src/output/write-output";

/** What stands somewhere: texts by their paths, without what synth keeps for itself while it runs. */
export type Tree = Readonly<Record<string, string>>;

export function readTree(folder: string): Tree {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** Folders too, with a slash behind their names. */
export function readPaths(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.map((path) => (statSync(join(folder, path)).isDirectory() ? `${path}/` : path)).toSorted();
}

export function writeTree(folder: string, files: Tree): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** One synth: stacks by their ids with the text of their configuration, and other files. */
export interface Selection {
  readonly stacks: Readonly<Record<string, string>>;
  readonly files?: Tree;
}

/** The files of a selection as they should stand in the output directory. */
export function treeOf({ stacks, files = {} }: Selection): Tree {
  const configurations = Object.entries(stacks).map(([id, text]) => [`stacks/${id}/cdk.tf.json`, text]);
  return { "manifest.json": manifestOf(stacks), ...Object.fromEntries(configurations), ...files };
}

/** Writes a selection as `synthesize` does, with the files that CDKTF would write. */
export function write(outdir: string, selection: Selection, sweptByCdktf = false): WrittenOutput<string> {
  const { stacks, files = {} } = selection;
  const synth = (directory: string) => {
    mkdirSync(join(directory, "stacks"));
    for (const [id, text] of Object.entries(stacks)) {
      mkdirSync(join(directory, "stacks", id));
      writeFileSync(join(directory, "stacks", id, "cdk.tf.json"), text);
    }
    writeFileSync(join(directory, "manifest.json"), manifestOf(stacks));
    return { result: "built", files: Object.entries(files).map(([path, text]): OutputFile => ({ path, text })) };
  };
  return writeOutput({ outdir, synth, sweptByCdktf });
}

function manifestOf(stacks: Selection["stacks"]): string {
  return JSON.stringify({ stacks: Object.keys(stacks) });
}
