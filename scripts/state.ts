import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bootstrapState, retireState } from "../src/state/state-moves";
import { type Terraform, terraformIn } from "../src/terraform/terraform";

const usage = `npm run state -- bootstrap <environment> [--auto-approve]   create the state buckets, then move their own state in
npm run state -- retire <environment> [--auto-approve]      the way back: needs every other stack destroyed

Synthesize the environment first: ENVIRONMENT=<environment> npm run synth`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "auto-approve": { type: "boolean" } },
  });
  const [move, environment] = positionals;
  if (environment === undefined || (move !== "bootstrap" && move !== "retire")) throw new Error(usage);

  const stacks = resolve(process.env["CDKTF_OUTDIR"] ?? "cdktf.out", "stacks");
  const id = `${environment}-state`;
  if (!isStack(join(stacks, id))) {
    throw new Error(
      `state: no ${id} in ${stacks}; run ENVIRONMENT=${environment} npm run synth (a local backend has no such stack)`,
    );
  }
  const terraform = (stack: string): Terraform =>
    terraformIn({ directory: join(stacks, stack), variables: process.env, interactive: true });
  const workplace = {
    terraform: terraform(id),
    stackDirectory: join(stacks, id),
    localState: resolve(stacks, "..", "..", "terraform-state", environment, `${id}.bootstrap.tfstate`),
    say: (line: string) => process.stdout.write(`${line}\n`),
  };
  const args = values["auto-approve"] === true ? ["-input=false", "-auto-approve"] : [];
  if (move === "bootstrap") return bootstrapState(workplace, args);

  const others = readdirSync(stacks).filter(
    (stack) => stack.startsWith(`${environment}-`) && stack !== id && isStack(join(stacks, stack)),
  );
  return retireState(workplace, new Map(others.map((stack) => [stack, terraform(stack)])), args);
}

/** What Terraform keeps of a stack that is not selected any more stands in a directory without configuration. */
function isStack(directory: string): boolean {
  return existsSync(join(directory, "cdk.tf.json"));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
