import { type FileMove, stagingFolder } from "./file-moves";
import type { OutputChanges } from "./output-changes";
import { stackOfPath } from "./output-file";
import type { Digests } from "./output-record";
import { guardOf, waitingGuardOf } from "./stack-guard";

/** Where a synth writes what is to be put in place. */
export const freshFolder = `${stagingFolder}/new`;
const replacedFolder = `${stagingFolder}/old`;

/** Stacks whose directories have files that are replaced or go. */
export function guardedStacks({ written, swept }: OutputChanges, present: Digests): readonly string[] {
  const changing = [...written, ...swept].filter((path) => present.has(path));
  return [...new Set(changing.flatMap((path) => stackOfPath(path) ?? []))];
}

/**
 * The way from the old output to the new one. At every moment the stacks that Terraform takes are those that do not change and either only old
 * or only new ones.
 */
export function planMoves(changes: OutputChanges, present: Digests): readonly FileMove[] {
  const { written, swept } = changes;
  const stacks = guardedStacks(changes, present);
  return [
    ...stacks.map((stack) => ({ from: waitingGuardOf(stack), to: guardOf(stack) })),
    ...[...written, ...swept]
      .filter((path) => present.has(path))
      .map((path) => ({ from: path, to: `${replacedFolder}/${path}` })),
    ...written.map((path) => ({ from: `${freshFolder}/${path}`, to: path })),
    ...stacks.map((stack) => ({ from: guardOf(stack), to: `${replacedFolder}/${guardOf(stack)}` })),
  ];
}
