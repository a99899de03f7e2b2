import { dirname } from "node:path";
import type { OutputChanges } from "./output-changes";
import { stackOfPath } from "./output-file";
import type { Digests } from "./output-record";
import type { Strangers } from "./strangers";

/** What Terraform would take for a stack, whoever wrote it. */
const configurations = ["cdk.tf.json", "cdk.tf"];

/** What a person should know of a synth: which files went, which were left and why, and whose changes are gone. */
export function reportChanges(
  outdir: string,
  { overwritten, swept, left }: OutputChanges,
  next: Digests,
  strangers: Strangers,
): readonly string[] {
  const living = new Set([...next.keys()].map(stackOfPath));
  const staleStackOf = (path: string) => {
    const stack = stackOfPath(path);
    return stack === undefined || living.has(stack) ? undefined : stack;
  };
  const sweptStacks = [...new Set(swept.flatMap((path) => staleStackOf(path) ?? []))];
  const sweptFiles = swept.filter((path) => staleStackOf(path) === undefined);
  // What Terraform keeps in a directory without configuration is named once, when its stack goes.
  const named = [...strangers].filter(
    ([stack, names]) => sweptStacks.includes(stack) || configurations.some((file) => names.includes(file)),
  );
  const leftFiles = left.filter((path) => staleStackOf(path) === undefined);
  return [
    ...lineFor(
      sweptStacks,
      (stacks) => `swept ${count(stacks, "stack")} of an earlier selection: ${stacks.join(", ")}`,
    ),
    ...lineFor(sweptFiles, (paths) => `swept ${count(paths, "file")} of an earlier selection in ${foldersOf(paths)}`),
    ...named.map(([stack, names]) => `left ${outdir}/stacks/${stack}: ${notOurs(names)}`),
    ...leftFiles.map((path) => `left ${outdir}/${dirname(path)}: ${notOurs([path.slice(dirname(path).length + 1)])}`),
    ...lineFor(overwritten, (paths) => `overwrote in ${outdir}: ${notOurs(paths, "was", "were")}`),
  ];
}

function lineFor(paths: readonly string[], line: (paths: readonly string[]) => string): readonly string[] {
  return paths.length === 0 ? [] : [line(paths.toSorted())];
}

function count(things: readonly string[], word: string): string {
  return `${things.length} ${word}${things.length === 1 ? "" : "s"}`;
}

function foldersOf(paths: readonly string[]): string {
  return [...new Set(paths.map((path) => dirname(path)))].join(", ");
}

function notOurs(names: readonly string[], one = "is", several = "are"): string {
  return `${names.join(", ")} ${names.length === 1 ? one : several} not what the last synth wrote`;
}
