import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run versions`, for what compares the tables, and writes them where it is asked to. */
export function versionsCommand(compare: (options: { readonly write: boolean }) => Promise<void>): Command {
  return defineCommand(
    "versions",
    "Compares the tables of versions with AWS: what differs, what ends. It reads only, with the credentials and the region of the aws command line.",
  )
    .option("--write", "write what AWS has into the tables", false)
    .action(compare);
}
