import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run instance-types`, for what writes the tables from a folder and a day. */
export function instanceTypesCommand(extract: (folder: string, day: string) => void): Command {
  const command = defineCommand(
    "instance-types",
    "Writes the tables of instance types: pip install --no-deps --target <folder> moto cfn-lint brings what they are made of.",
  );
  return command
    .argument("<folder>", "where the packages moto and cfn-lint are")
    .argument("<day>", "day of the newer release, such as 2026-10-27")
    .action((folder: string, day: string) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
        command.error(`error: ${day} is no day, expected one such as 2026-10-27`);
      extract(folder, day);
    });
}
