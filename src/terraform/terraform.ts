import { spawn } from "node:child_process";
import { waitThroughInterrupts } from "../process/wait-through-interrupts";

export interface TerraformResult {
  readonly exitCode: number;
  /** Both streams, as they came. */
  readonly output: string;
}

/**
 * Runs Terraform in the directory of one stack. Never throws for what Terraform says: look at the exit code.
 * @throws Error where somebody interrupted it, once it has ended
 */
export type Terraform = (...args: readonly string[]) => Promise<TerraformResult>;

export interface TerraformOptions {
  /** Where the stack's cdk.tf.json stands. */
  readonly directory: string;
  readonly variables: NodeJS.ProcessEnv;
  /** Shows the output while it comes, lets a person answer, and waits for it after Ctrl-C. @default false */
  readonly interactive?: boolean;
}

/** What runs as Terraform. The variable is CDKTF's own: with `tofu` in it, OpenTofu does the work. */
export function terraformProgram(variables: NodeJS.ProcessEnv): string {
  return variables["TERRAFORM_BINARY_NAME"] || "terraform";
}

/** Terraform for one stack. */
export function terraformIn({ directory, variables, interactive = false }: TerraformOptions): Terraform {
  return (...args) =>
    new Promise((resolve, reject) => {
      const child = spawn(terraformProgram(variables), [`-chdir=${directory}`, ...args], {
        env: { ...variables, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
        stdio: [interactive ? "inherit" : "ignore", "pipe", "pipe"],
      });
      const pieces: string[] = [];
      const keep = (sink: NodeJS.WriteStream) => (piece: Buffer) => {
        pieces.push(piece.toString());
        if (interactive) sink.write(piece);
      };
      child.stdout?.on("data", keep(process.stdout));
      child.stderr?.on("data", keep(process.stderr));
      const endWait = interactive ? waitThroughInterrupts(child) : () => false;
      child.on("error", (error) => {
        endWait();
        reject(error);
      });
      child.on("close", (code) => {
        if (endWait()) reject(new Error("interrupted, and Terraform has ended in order; run the same again to go on"));
        else resolve({ exitCode: code ?? 1, output: pieces.join("") });
      });
    });
}

/** The same, but a failure is an error that carries what Terraform said. */
export async function succeed(terraform: Terraform, ...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await terraform(...args);
  if (exitCode !== 0) throw new Error(`terraform ${args.join(" ")} failed with exit code ${exitCode}:\n${output}`);
  return output;
}
