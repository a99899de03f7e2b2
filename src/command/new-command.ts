import type { Command } from "commander";
import { type Answers, questions } from "../new-environment/answers";
import { defineCommand } from "./define-command";

/** Makes an environment of what was said on the command line. */
export type Create = (given: Partial<Answers>, askForRest: boolean) => Promise<void>;

/** `npm run new`; a terminal is asked for what the command line leaves out. */
export function newCommand(create: Create): Command {
  const command = defineCommand("new", "Writes the file of a new environment, which can be synthesized at once.");
  const [name, ...flags] = questions;
  command.argument("[name]", name?.text);
  for (const { flag, value, text } of flags) command.option(`${flag} <${value}>`, text);
  return command
    .option("--yes", "ask nothing: what is missing is refused")
    .action(async (given: string | undefined, { yes = false, ...answers }: Partial<Answers> & { yes?: boolean }) =>
      create({ ...answers, ...(given === undefined ? {} : { name: given }) }, !yes),
    );
}
