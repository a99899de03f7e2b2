import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblems, type Problem } from "../config/problem";
import { succeed, type Terraform } from "../terraform/terraform";
import type { Aws } from "./aws-cli";
import { explore, type Import, isCreation, takenId } from "./exploration";
import { canBeFound, type Finder } from "./finder";
import { finders } from "./finders";
import { replacementsIn } from "./plan-review";
import { type PlanJson, type PlannedResource, plannedResources } from "./planned-resource";

/** One stack, whose state does not know all that exists. */
export interface AdoptionWorkplace {
  readonly stack: string;
  /** Where its cdk.tf.json stands. */
  readonly directory: string;
  readonly terraform: Terraform;
  /** The same, in front of the person who runs this. */
  readonly shown: Terraform;
  readonly aws: Aws;
  readonly say: (line: string) => void;
}

/** Terraform reads every *.tf.json of a directory. */
const importsFile = "imports.tf.json";
export const planFile = "adopt.tfplan";

/**
 * Plans to take over what exists of a stack in AWS and is not in its state, and shows that plan; applying it is up to the person. Changes
 * nothing, neither in AWS nor in the state.
 * @throws Error where something of it is still being made, is there twice, or would be replaced, and where Terraform or AWS refuse
 */
export async function adopt(workplace: AdoptionWorkplace): Promise<void> {
  const { stack, directory, terraform, shown, say } = workplace;
  const command = `terraform -chdir=${directory}`;
  if (existsSync(join(directory, "errored.tfstate"))) {
    throw new Error(
      `adopt: ${stack} has an errored.tfstate, which Terraform leaves where it cannot write the state; ` +
        `push it first: ${command} state push errored.tfstate, then remove it`,
    );
  }
  removeTraces(directory);
  try {
    await succeed(terraform, "init", "-input=false");
    const imports = await findImports(workplace, command);
    if (imports.length === 0) {
      removePlan(directory);
      return say(`adopt: nothing of ${stack} exists that is not in its state`);
    }
    await succeed(shown, "show", planFile);
    say(
      `adopt: this plan takes over ${imports.length} resources that exist, and makes the rest. To do it:\n  ${command} apply ${planFile}`,
    );
  } catch (error) {
    removePlan(directory);
    throw error;
  } finally {
    rmSync(join(directory, importsFile), { force: true });
  }
}

/** With each thing that is found, more of the plan becomes known: a VPC's id leads to its subnets. Until nothing more is found. */
async function findImports(workplace: AdoptionWorkplace, command: string): Promise<readonly Import[]> {
  const { stack, aws, say } = workplace;
  const asked = new Set<string>();
  let imports: readonly Import[] = [];
  for (;;) {
    const resources = await planWith(workplace, imports);
    const taken = new Set(
      resources.flatMap((one) => (typeof one.existing?.["id"] === "string" ? [takenId(one, one.existing["id"])] : [])),
    );
    const open = resources.flatMap((resource): (readonly [PlannedResource, Finder])[] => {
      const finder = finders[resource.type];
      return finder !== undefined &&
        !asked.has(resource.address) &&
        (isCreation(resource) || finder.twins === true) &&
        canBeFound(finder, resource)
        ? [[resource, finder]]
        : [];
    });
    for (const [{ address }] of open) asked.add(address);
    const { imports: more, problems, twins } = await explore(open, taken, aws);
    const all: readonly Problem[] = [...problems, ...replacementsIn(resources, command)];
    if (all.length > 0) throw new Error(formatProblems(`adopt: ${stack}`, all));
    for (const { to, id } of more) say(`adopt: ${to} is ${id}`);
    for (const twin of twins) say(`adopt: ${twin}`);
    if (more.length === 0) return imports;
    imports = [...imports, ...more];
  }
}

async function planWith(
  { directory, terraform }: AdoptionWorkplace,
  imports: readonly Import[],
): Promise<readonly PlannedResource[]> {
  if (imports.length > 0) writeFileSync(join(directory, importsFile), JSON.stringify({ import: imports }, null, 2));
  const { exitCode, output } = await terraform("plan", "-input=false", "-no-color", `-out=${planFile}`);
  if (exitCode !== 0) throw new Error(lockIn(output, directory) ?? `adopt: terraform plan failed:\n${output}`);
  return plannedResources(JSON.parse(await succeed(terraform, "show", "-json", planFile)) as PlanJson);
}

/** What to do about a lock that a killed run left, where that is what Terraform complains of. */
function lockIn(output: string, directory: string): string | undefined {
  const [, id, who, since] = /Lock Info:\s+ID: +(\S+)[\s\S]*?Who: +(.+)[\s\S]*?Created: +(.+)/.exec(output) ?? [];
  if (id === undefined) return undefined;
  return (
    `adopt: the state is locked by ${who} since ${since}, expected nobody; make sure that run is gone, then\n` +
    `  terraform -chdir=${directory} force-unlock ${id}`
  );
}

function removeTraces(directory: string): void {
  rmSync(join(directory, importsFile), { force: true });
  removePlan(directory);
}

function removePlan(directory: string): void {
  rmSync(join(directory, planFile), { force: true });
}
