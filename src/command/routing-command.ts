import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run routing` */
export function routingCommand(show: (environment: string) => void): Command {
  return defineCommand(
    "routing",
    "Shows who gets the traffic after each failure, and whether reads and writes work then.",
  )
    .argument("<environment>", "name of the environment")
    .addHelpText(
      "after",
      "\nIt asks nobody: it follows from the file of the environment. docs/adr/0034-routing-model.md",
    )
    .action((environment: string) => show(environment));
}
