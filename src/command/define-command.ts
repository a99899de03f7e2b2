import type { Command } from "commander";

/**
 * A command of the project, by the script that runs it: `--help` prints its usage and ends with 0, and arguments that it does not know end it
 * with 1, with what was expected, before anything is done.
 */
export function defineCommand(script: string, description: string): Command {
  // Loaded here: synth without arguments defines no command, and is started too often to wait for it.
  const commander = require("commander") as typeof import("commander");
  return new commander.Command(`npm run ${script} --`).description(description).showHelpAfterError();
}
