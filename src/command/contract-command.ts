import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run contract`, for the public modules of these names. */
export function contractCommand<Module extends string>(
  modules: readonly Module[],
  extract: (module: Module, directory: string) => Promise<void>,
): Command {
  const command = defineCommand("contract", "Writes the contract and the input types of a public module.");
  return command
    .addArgument(command.createArgument("<module>", "name of the module").choices(modules))
    .argument("<directory>", "its source, at the version in modules/versions.ts")
    .action(extract);
}
