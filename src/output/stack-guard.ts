import { stagingFolder } from "./file-moves";

/**
 * What Terraform cannot read, and so shows. It stands in every stack that changes while old and new stacks stand side by side: each of them alone
 * is valid, and Terraform would have nothing to refuse.
 */
export const guardText =
  "synth was killed while it wrote here, so old and new stacks may be mixed: run npm run synth again\n";

export const guardFile = "unfinished-synth.tf";

/** Where Terraform finds the guard of a stack. */
export function guardOf(stack: string): string {
  return `stacks/${stack}/${guardFile}`;
}

/** Where it waits until it is needed. */
export function waitingGuardOf(stack: string): string {
  return `${stagingFolder}/guards/${stack}.tf`;
}
