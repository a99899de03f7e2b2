import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run adopt` */
export function adoptCommand(adopt: (stack: string) => Promise<void>): Command {
  return defineCommand("adopt", "Plans to take over what exists of a stack in AWS and is not in its state.")
    .argument("<stack>", "name of the stack, such as prod-eu-west-1-network")
    .addHelpText("after", "\nIt changes nothing; applying the plan does. docs/runbooks/killed-apply.md")
    .action(adopt);
}
