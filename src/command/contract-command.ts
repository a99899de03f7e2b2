import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run contract`, for the public modules of these names, and for public charts under the word `chart`. */
export function contractCommand<Module extends string>(
  modules: readonly Module[],
  extract: (module: Module | "chart", directory: string) => Promise<void>,
): Command {
  const command = defineCommand(
    "contract",
    "Writes the contract of a public chart, or of a public module with the types of its inputs.",
  );
  return command
    .addArgument(command.createArgument("<module>", "name of the module, or chart").choices([...modules, "chart"]))
    .argument("<directory>", "its source, at the version in modules/versions.ts")
    .action(extract);
}
