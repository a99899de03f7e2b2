// node scripts/run-readme.mjs [lab]
//
// Runs the commands of README.md as they stand there: every block marked `sh`, and with `lab` those marked `sh lab` instead.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const mark = process.argv[2] === "lab" ? "sh lab" : "sh";
const blocks = [...readFileSync("README.md", "utf8").matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)]
  .filter(([, info]) => info === mark)
  .map(([, , commands]) => commands.trim());
if (blocks.length === 0) throw new Error(`README.md has no block marked "${mark}"`);

for (const commands of blocks) {
  console.log(`README: ${commands}`);
  const { status } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`README.md promises what does not work: ${commands}`);
    process.exit(1);
  }
}
