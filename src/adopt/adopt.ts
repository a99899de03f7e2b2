import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { formatProblems, type Problem } from "../config/problem";
import { succeed, type Terraform } from "../terraform/terraform";
import type { Aws } from "./aws-cli";
import { askable, explore, type Import, idsIn, isUnheardOf } from "./exploration";
import { isRemoved, replacementsIn, strangersIn } from "./plan-review";
import { importsFile, planFile, planWith } from "./plan-with-imports";

/** One stack, whose state does not know all that exists. */
export interface AdoptionWorkplace {
  readonly stack: string;
  /** Where its cdk.tf.json stands. */
  readonly directory: string;
  /** How a person calls Terraform for it: `terraform -chdir=cdktf.out/stacks/prod-peering`. */
  readonly command: string;
  readonly terraform: Terraform;
  /** The same, in front of the person who runs this. */
  readonly shown: Terraform;
  readonly aws: Aws;
  readonly say: (line: string) => void;
}

/**
 * Plans to take over what exists of a stack in AWS and is not in its state, and shows that plan; applying it is up to the person. It changes
 * nothing, neither in AWS nor in the state.
 * @throws Error where something is still being made, is there twice, is another's or would be replaced, and where Terraform or AWS refuse
 */
export async function adopt(workplace: AdoptionWorkplace): Promise<void> {
  const { stack, directory, command, terraform, shown, say } = workplace;
  refuseUnwrittenState(workplace);
  const remove = (file: string) => rmSync(join(directory, file), { force: true });
  remove(importsFile);
  remove(planFile);
  try {
    await succeed(terraform, "init", "-input=false", "-no-color");
    const imports = await findImports(workplace);
    if (imports.length === 0) {
      remove(planFile);
      return say(`adopt: nothing of ${stack} exists that is not in its state`);
    }
    await succeed(shown, "show", planFile);
    say(
      `adopt: this plan takes over ${countOf(imports)}, destroys nothing that it takes over, and makes the rest. To do it:\n` +
        `  ${command} apply ${planFile}`,
    );
  } catch (error) {
    remove(planFile);
    throw error;
  } finally {
    remove(importsFile);
  }
}

/** With each thing that is found more of the plan becomes known, as a VPC's id leads to its subnets: until nothing more is found. */
async function findImports(workplace: AdoptionWorkplace): Promise<readonly Import[]> {
  const { command, aws, say } = workplace;
  const asked = new Set<string>();
  let imports: readonly Import[] = [];
  for (;;) {
    const resources = await planWith(imports, workplace);
    const questions = askable(resources.filter(({ address }) => !asked.has(address)));
    for (const [{ address }] of questions) asked.add(address);
    const found = await explore(questions, idsIn(resources), aws);
    refuse(workplace, [...found.problems, ...strangersIn(resources, imports), ...replacementsIn(resources, command)]);
    for (const { to, id } of found.imports) say(`adopt: ${to} is ${id}`);
    for (const twin of found.twins) say(`adopt: ${twin}`);
    if (found.imports.length === 0) {
      for (const { address, type } of resources.filter(isUnheardOf))
        say(`adopt: ${address} will be created: there is no way here to find an ${type}, so look whether it exists`);
      for (const { address } of resources.filter(isRemoved))
        say(`adopt: ${address} will be destroyed: it is in the state, and not in what was synthesized`);
      return imports;
    }
    imports = [...imports, ...found.imports];
  }
}

function refuse({ stack }: AdoptionWorkplace, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Error(formatProblems(`adopt: ${stack}`, problems));
}

/** Terraform leaves this file where it cannot write the state. */
function refuseUnwrittenState({ stack, directory, command }: AdoptionWorkplace): void {
  const file = "errored.tfstate";
  if (!existsSync(join(directory, file))) return;
  throw new Error(
    `adopt: ${stack} has an ${file}, a state that Terraform could not write; expected none. Write it, and remove the file:\n` +
      `  ${command} state push ${file}`,
  );
}

function countOf({ length }: readonly Import[]): string {
  return length === 1 ? "1 resource that exists" : `${length} resources that exist`;
}
