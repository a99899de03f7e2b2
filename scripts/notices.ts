import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineCommand } from "../src/command/define-command";
import { runCommand } from "../src/command/run-command";
import type { LockFile } from "../src/dependencies/lock-file";
import { thirdPartyNotices } from "../src/dependencies/third-party-notices";

const root = join(__dirname, "..");

function main(): void {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
  writeFileSync(join(root, "THIRD-PARTY-NOTICES.md"), thirdPartyNotices(lock));
}

void runCommand(defineCommand("notices", "Writes THIRD-PARTY-NOTICES.md from package-lock.json.").action(main));
