import type { Command } from "commander";

/** Parses the arguments of this process and does what they ask for. What goes wrong is one message on stderr, with exit code 1. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
