import { readdirSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../config/problem";
import type { OutputChanges } from "./output-changes";
import { stackOfPath } from "./output-file";
import type { Digests } from "./output-record";
import { listStackDirectories } from "./stack-directories";

/** What stands in directories of stacks that a synth does not write, and is not its own to sweep. By stack; none without such files. */
export type Strangers = ReadonlyMap<string, readonly string[]>;

export function findStrangers(outdir: string, next: Digests, { swept }: OutputChanges): Strangers {
  const living = new Set([...next.keys()].map(stackOfPath));
  const stale = listStackDirectories(outdir).filter((stack) => !living.has(stack));
  return new Map(
    stale
      .map((stack) => [stack, strangersIn(outdir, `stacks/${stack}`, swept)] as const)
      .filter(([, names]) => names.length > 0),
  );
}

/** Names relative to the folder. A folder without anything of ours counts as a whole: `.terraform` has thousands of files. */
function strangersIn(outdir: string, folder: string, swept: readonly string[]): readonly string[] {
  return readdirSync(join(outdir, folder), { withFileTypes: true })
    .filter((entry) => !swept.includes(`${folder}/${entry.name}`))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      const isOurs = entry.isDirectory() && swept.some((file) => file.startsWith(`${path}/`));
      return isOurs ? strangersIn(outdir, path, swept).map((name) => `${entry.name}/${name}`) : [entry.name];
    })
    .toSorted();
}

/**
 * CDKTF's command line deletes the directories of stacks that are not selected after this program has ended, with everything in them.
 * @throws EnvironmentError where that would be more than synth wrote
 */
export function refuseToLose(outdir: string, strangers: Strangers): void {
  if (strangers.size === 0) return;
  const lines = [...strangers].map(([stack, names]) => `  ${outdir}/stacks/${stack}: ${names.join(", ")}`);
  throw new EnvironmentError(
    [
      "cdktf synth deletes the directories of stacks that are not selected, expected none with more in it than synth wrote; nothing was written",
      ...lines,
      "run npm run synth, which leaves these files where they are, or move them away",
    ].join("\n"),
  );
}
