import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { commandLineOf } from "../../../src/process/command-line";
import { temporaryDirectory } from "../../temporary";
import { startGuarded } from "./guarded-process";

async function until(holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < 10_000 && !holds(); waitedMs += 20) await sleep(20);
  expect(holds()).toBe(true);
}

it("runs until it is stopped, with its output in the log", async () => {
  const folder = temporaryDirectory();
  const log = join(folder, "log");
  const started = startGuarded("bash", ["-c", 'echo "$1"; exec sleep 60', "bash", "with spaces in it"], {
    folder,
    log,
  });
  await until(() => readFileSync(log, "utf8") === "with spaces in it\n");
  expect(started.hasEnded()).toBe(false);
  await started.stop();
  expect(started.hasEnded()).toBe(true);
});

it("is known to have ended by itself", async () => {
  const folder = temporaryDirectory();
  const started = startGuarded("false", [], { folder, log: join(folder, "log") });
  await until(() => started.hasEnded());
  await started.stop();
});

it("does not outlive who started it, even where that is killed", async () => {
  const folder = temporaryDirectory();
  const starter = join(__dirname, "guarded-process.ts");
  const project = join(__dirname, "..", "..", "..");
  const pidFile = join(folder, "pid");
  const program = `
    const { startGuarded } = require(${JSON.stringify(starter)});
    startGuarded("bash", ["-c", 'echo $$ > pid.draft; mv pid.draft pid; exec sleep 61'], { folder: ${JSON.stringify(folder)}, log: ${JSON.stringify(join(folder, "log"))} });
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ["-r", "./scripts/typescript.cjs", "-e", program], { cwd: project });
  await until(() => existsSync(pidFile));
  const pid = Number(readFileSync(pidFile, "utf8"));
  await until(() => commandLineOf(pid) === "sleep 61");
  parent.kill("SIGKILL");
  await until(() => commandLineOf(pid) === undefined);
});
