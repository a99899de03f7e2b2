import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** Does one of the moves with the state of an environment; `applyArgs` are for Terraform's apply and destroy. */
export type StateMove = (environment: string, applyArgs: readonly string[]) => Promise<void>;

/** `npm run state` */
export function stateCommand(moves: { readonly bootstrap: StateMove; readonly retire: StateMove }): Command {
  const command = defineCommand(
    "state",
    "Creates the state buckets of an environment, and takes them down again.",
  ).addHelpText("after", "\nSynthesize the environment first: npm run synth -- <environment>");
  const addMove = (move: keyof typeof moves, description: string) =>
    command
      .command(move)
      .description(description)
      .argument("<environment>", "name of the environment")
      .option("--auto-approve", "let Terraform apply without asking")
      .action((environment: string, { autoApprove = false }: { autoApprove?: boolean }) =>
        moves[move](environment, autoApprove ? ["-input=false", "-auto-approve"] : []),
      );
  addMove("bootstrap", "create them, then move their own state in");
  addMove("retire", "destroy them, once every other stack is");
  return command;
}
