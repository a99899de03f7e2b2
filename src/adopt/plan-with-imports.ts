import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { succeed, type Terraform } from "../terraform/terraform";
import type { Import } from "./exploration";
import { type PlanJson, type PlannedResource, plannedResources } from "./planned-resource";

/** Terraform reads every *.tf.json of a directory. */
export const importsFile = "imports.tf.json";

/** Terraform's plan, which holds the configuration that it was made from, imports included. */
export const planFile = "adopt.tfplan";

interface PlanningPlace {
  readonly directory: string;
  readonly command: string;
  readonly terraform: Terraform;
}

/**
 * Plans a stack with import blocks, and leaves the plan in its directory.
 * @throws Error where the state is locked, or Terraform fails
 */
export async function planWith(
  imports: readonly Import[],
  { directory, command, terraform }: PlanningPlace,
): Promise<readonly PlannedResource[]> {
  if (imports.length > 0) writeFileSync(join(directory, importsFile), JSON.stringify({ import: imports }, null, 2));
  const { exitCode, output } = await terraform("plan", "-input=false", "-no-color", `-out=${planFile}`);
  if (exitCode !== 0) throw new Error(lockIn(output, command) ?? `adopt: terraform plan failed:\n${output}`);
  return plannedResources(JSON.parse(await succeed(terraform, "show", "-json", planFile)) as PlanJson);
}

/** What to do about the lock of a killed run, where that is what Terraform complains of. */
function lockIn(output: string, command: string): string | undefined {
  const [, id, who, since] = /Lock Info:\s+ID: +(\S+)[\s\S]*?Who: +(.+)[\s\S]*?Created: +(.+)/.exec(output) ?? [];
  if (id === undefined) return undefined;
  return (
    `adopt: the state is locked by ${who} since ${since}, expected nobody. Make sure that this run is gone, then:\n` +
    `  ${command} force-unlock ${id}`
  );
}
