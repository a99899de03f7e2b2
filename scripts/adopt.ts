import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { adopt } from "../src/adopt/adopt";
import { awsCli } from "../src/adopt/aws-cli";
import { adoptCommand } from "../src/command/adopt-command";
import { runCommand } from "../src/command/run-command";
import { terraformIn, terraformProgram } from "../src/terraform/terraform";

const stacks = resolve(process.env["CDKTF_OUTDIR"] ?? "cdktf.out", "stacks");

async function run(stack: string): Promise<void> {
  const directory = join(stacks, stack);
  if (!existsSync(join(directory, "cdk.tf.json"))) {
    throw new Error(`adopt: no ${stack} in ${stacks}; run npm run synth -- <environment>, with what was being applied`);
  }
  const variables = process.env;
  await adopt({
    stack,
    directory,
    command: `${terraformProgram(variables)} -chdir=${asTyped(directory)}`,
    terraform: terraformIn({ directory, variables }),
    shown: terraformIn({ directory, variables, interactive: true }),
    aws: awsCli(variables),
    say: (line) => process.stdout.write(`${line}\n`),
  });
}

/** As a person would type it where this runs. */
function asTyped(directory: string): string {
  const typed = relative("", directory);
  return typed.startsWith("..") ? directory : typed;
}

// Ctrl-C reaches Terraform and AWS's command line by itself; this outlives them, to take away what it wrote for them. SIGTERM reaches this
// alone, which changes nothing and ends within minutes.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});

void runCommand(adoptCommand(run));
