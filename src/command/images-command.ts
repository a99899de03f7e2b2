import type { Command } from "commander";
import { defineCommand } from "./define-command";

/** `npm run images` */
export function imagesCommand(
  see: (environment: string, options: { readonly region?: string }) => Promise<void>,
): Command {
  return defineCommand(
    "images",
    "Sees that the registry of each region has what its nodes pull, and makes ECR copy what is not there of others.",
  )
    .argument("<environment>", "name of the environment")
    .option("--region <code>", "look at one region only, such as eu-central-1")
    .addHelpText("after", "\nWith the credentials of the aws command line. docs/images.md")
    .action(see);
}
