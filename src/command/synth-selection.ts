import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run synth` */
export function synthCommand(): Command {
  return defineCommand("synth", "Writes the stacks of environments to cdktf.out.")
    .argument("[environments...]", "names of environment files, or all")
    .addHelpText(
      "after",
      "\nWithout a name it takes those in ENVIRONMENT, or dev: npm run synth -- prod is ENVIRONMENT=prod npm run synth.",
    );
}

/**
 * Which environments to synthesize: those that the arguments name, those in `ENVIRONMENT`, or `dev`.
 * Ends the process after `--help`, and where the arguments are wrong.
 */
export function readSelection(args: readonly string[], variables: NodeJS.ProcessEnv): string {
  const named = args.length === 0 ? [] : synthCommand().parse(args, { from: "user" }).args;
  return named.length === 0 ? (variables["ENVIRONMENT"] ?? "dev") : named.join(",");
}
