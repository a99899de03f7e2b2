import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The shell commands of a runbook, one per line, in the order in which they stand there. */
export function runbookCommands(name: string): readonly string[] {
  const text = readFileSync(join(resolve(__dirname, "..", "docs", "runbooks"), name), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) => block.trim().split("\n"));
}

/** The steps of the database's history that a runbook tells to append, as text. */
export function runbookSteps(name: string): readonly string[] {
  const text = readFileSync(join(resolve(__dirname, "..", "docs", "runbooks"), name), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block.trim().replace(/,$/, ""));
}
