import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../src/command/run-command";
import { versionsCommand } from "../src/command/versions-command";
import { askAwsWith } from "../src/versions/aws-command-line";
import { rewriteTable } from "../src/versions/rewrite-table";
import { askVersions, type TableName } from "../src/versions/version-questions";
import { findDifferences, reportVersions } from "../src/versions/version-report";

const tables: Readonly<Record<TableName, string>> = {
  kubernetes: "modules/kubernetes-versions.ts",
  postgres: "modules/postgres-versions.ts",
};

async function compare({ write }: { readonly write: boolean }): Promise<void> {
  const today = new Date();
  const found = await askVersions(askAwsWith(process.env));
  process.stdout.write(`${reportVersions(found, today).join("\n")}\n`);
  if (!write) return;
  const differences = findDifferences(found.answers);
  for (const [table, path] of Object.entries(tables)) {
    const file = join(__dirname, "..", path);
    const own = differences.filter((one) => one.table === table);
    writeFileSync(file, rewriteTable(readFileSync(file, "utf8"), own, today));
    process.stdout.write(`wrote ${path}: ${own.length} differences\n`);
  }
}

void runCommand(versionsCommand(compare));
