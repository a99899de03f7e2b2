import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../temporary";

/** A Terraform that takes its time to end once it is interrupted, as the real one does while it waits for AWS. */
const terraform = `#!/bin/sh
trap 'sleep 0.3; echo "lock released"; exit 1' INT
echo "lock taken"
while :; do sleep 0.05; done
`;

it("Ctrl-C in `npm run state` waits until Terraform has given its lock back", async () => {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, "cdktf.out", "stacks", "prod-state"), { recursive: true });
  writeFileSync(join(folder, "terraform"), terraform, { mode: 0o755 });
  const child = spawn(process.execPath, ["-r", "./scripts/typescript.cjs", "scripts/state.ts", "bootstrap", "prod"], {
    cwd: join(__dirname, "../.."),
    env: { PATH: `${folder}:${process.env["PATH"]}`, CDKTF_OUTDIR: join(folder, "cdktf.out") },
    // A terminal sends the signal to every process of the group.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece: Buffer) => {
    printed.stdout += piece.toString();
    if (printed.stdout === "lock taken\n") process.kill(-(child.pid ?? 0), "SIGINT");
  });
  child.stderr.on("data", (piece: Buffer) => {
    printed.stderr += piece.toString();
  });
  const exitCode = await new Promise((ended) => child.on("close", ended));
  expect({ exitCode, ...printed }).toEqual({
    exitCode: 1,
    stdout: "lock taken\nlock released\n",
    stderr: "interrupted, and Terraform has ended in order; run the same again to go on\n",
  });
});
