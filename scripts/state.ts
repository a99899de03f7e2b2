import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCommand } from "../src/command/run-command";
import { stateCommand } from "../src/command/state-command";
import { environmentDirectory } from "../src/config/environment-directory";
import { forgetIdentity, recordIdentity } from "../src/config/record-identity";
import { bootstrapState, retireState, type StateWorkplace } from "../src/state/state-moves";
import { siblingsOf } from "../src/state/state-siblings";
import { type Terraform, terraformIn } from "../src/terraform/terraform";

const stacks = resolve(process.env["CDKTF_OUTDIR"] ?? "cdktf.out", "stacks");

const environments = environmentDirectory(resolve(__dirname, ".."), process.env);

const terraform = (stack: string): Terraform =>
  terraformIn({ directory: join(stacks, stack), variables: process.env, interactive: true });

function workplaceOf(environment: string): StateWorkplace {
  const id = `${environment}-state`;
  if (!existsSync(join(stacks, id))) {
    throw new Error(
      `state: no ${id} in ${stacks}; run npm run synth -- ${environment} (a local backend has no such stack)`,
    );
  }
  return {
    terraform: terraform(id),
    stackDirectory: join(stacks, id),
    localState: resolve(stacks, "..", "..", "terraform-state", environment, `${id}.bootstrap.tfstate`),
    say: (line: string) => process.stdout.write(`${line}\n`),
  };
}

async function bootstrap(environment: string, applyArgs: readonly string[]): Promise<void> {
  const workplace = workplaceOf(environment);
  await bootstrapState(workplace, applyArgs);
  const identity = recordIdentity(environments, environment);
  if (identity !== undefined) workplace.say(`state: wrote ${identity}; commit it, so that synth notices another name`);
}

async function retire(environment: string, destroyArgs: readonly string[]): Promise<void> {
  const workplace = workplaceOf(environment);
  const others = siblingsOf(stacks, environment).map((stack): [string, Terraform] => [stack, terraform(stack)]);
  await retireState(workplace, new Map(others), destroyArgs);
  forgetIdentity(environments, environment);
}

void runCommand(stateCommand({ bootstrap, retire }));
