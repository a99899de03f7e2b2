import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of the directories that stand where stacks have theirs, whoever made them. */
export function listStackDirectories(outdir: string): readonly string[] {
  const folder = join(outdir, "stacks");
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
