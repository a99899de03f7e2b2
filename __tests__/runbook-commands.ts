import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The shell commands of a runbook, one per line, in the order in which they stand there. */
export function runbookCommands(name: string): readonly string[] {
  return blocksOf(name, "sh").flatMap((block) => block.split("\n"));
}

/** The steps of the database's history that a runbook tells to append, as text. */
export function runbookSteps(name: string): readonly string[] {
  return blocksOf(name, "ts").map((block) => block.replace(/,$/, ""));
}

/** What stands in the fenced blocks of a runbook, those in a list item without its indent. */
function blocksOf(name: string, language: string): readonly string[] {
  const text = readFileSync(join(resolve(__dirname, "..", "docs", "runbooks"), name), "utf8");
  const fences = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\`$`, "gm");
  return [...text.matchAll(fences)].map(([, indent = "", block = ""]) =>
    block.replaceAll(new RegExp(`^${indent}`, "gm"), "").trim(),
  );
}
