import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** What `npm run local` can do. */
export interface LocalActions {
  readonly check: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Runs a program with these arguments. */
  readonly exec: (program: string, args: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** `npm run local` */
export function localCommand({ check, start, exec, stop }: LocalActions): Command {
  const command = defineCommand(
    "local",
    "The platform on this machine, with emulators in place of AWS.",
  ).enablePositionalOptions();
  command.command("check").description("tell what is missing on this machine, and do nothing").action(check);
  command.command("start").description("start the emulators; the first time installs them").action(start);
  command
    .command("exec")
    .description("run a command against them: synth of the environment local, terraform, a shell")
    .argument("<program>", "such as npm or terraform")
    .argument("[args...]", "its arguments, as they would stand alone")
    .passThroughOptions()
    .action(exec);
  command.command("stop").description("stop them; what was built in them is gone").action(stop);
  return command;
}
