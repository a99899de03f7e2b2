import { type Command, CommanderError } from "commander";

/** What a command answers to arguments, in place of ending the process. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function ran(command: Command, ...args: readonly string[]): Promise<Answer> {
  const printed = { stdout: "", stderr: "" };
  for (const part of [command, ...command.commands]) {
    part.exitOverride().configureOutput({
      writeOut: (text) => {
        printed.stdout += text;
      },
      writeErr: (text) => {
        printed.stderr += text;
      },
    });
  }
  try {
    await command.parseAsync(args, { from: "user" });
    return { exitCode: 0, ...printed };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode, ...printed };
  }
}
