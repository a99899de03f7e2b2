import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { environment } from "../environments/local";
import type { ModuleName } from "../modules/versions";
import { localCommand } from "../src/command/local-command";
import { runCommand } from "../src/command/run-command";
import {
  forgetEmulators,
  noteEmulators,
  readEmulators,
  stillRunning,
  stopEmulators,
} from "../src/local/emulator-processes";
import { findTakenPorts, startEmulators } from "../src/local/emulators";
import { localEmulators, startLockPort } from "../src/local/endpoints";
import { installEmulators } from "../src/local/install-emulators";
import { labFolder } from "../src/local/lab-folder";
import { formatMissing, type Missing } from "../src/local/missing";
import { findMissingPrograms } from "../src/local/programs";
import { findTerraformSources } from "../src/local/terraform-sources";
import { withPortLock } from "../src/process/port-lock";
import { waitThroughInterrupts } from "../src/process/wait-through-interrupts";

const project = resolve(__dirname, "..");
const folder = join(project, ".local");
const record = join(folder, "emulators.json");
const lab = labFolder(process.env);

/** The public modules that the stacks of the environment call. */
const modules: readonly ModuleName[] = [
  "vpc",
  ...(environment.database === undefined ? [] : (["rds"] as const)),
  ...(environment.cluster === undefined ? [] : (["eks"] as const)),
];

const isRunning = (): boolean => stillRunning(readEmulators(record)).length === Object.keys(localEmulators).length;

async function findMissing(): Promise<readonly Missing[]> {
  const sources = await findTerraformSources(lab, modules, process.env);
  const ports = isRunning() ? [] : await findTakenPorts(localEmulators);
  return [...findMissingPrograms(), ...sources.missing, ...ports];
}

async function check(): Promise<void> {
  refuse(await findMissing());
  say("local: nothing is missing");
}

async function start(): Promise<void> {
  await withPortLock(
    startLockPort,
    `local: another start is at work on this machine (it has port ${startLockPort}), expected one at a time; wait for it`,
    async () => {
      if (isRunning()) return say("local: running already; npm run local -- stop ends it");
      await stop();
      refuse(await findMissing());
      await installEmulators(lab, say);
      say("local: starting the emulators");
      await startEmulators({
        lab,
        logs: folder,
        accountId: environment.accountId,
        emulators: localEmulators,
        note: (processes) => noteEmulators(record, processes),
      });
      say(
        `local: running, ministack on ${localEmulators.ministack}, moto on ${localEmulators.moto}; logs in ${folder}`,
      );
    },
  );
}

async function exec(program: string, args: readonly string[]): Promise<void> {
  const { variables, missing } = await findTerraformSources(lab, modules, process.env);
  refuse(missing);
  if (!isRunning()) throw new Error("local: the emulators are not running; start them: npm run local -- start");
  const child = spawn(program, args, {
    stdio: "inherit",
    env: { ...process.env, ENVIRONMENT: environment.name, ...variables },
  });
  const endWait = waitThroughInterrupts(child);
  process.exitCode = await new Promise<number>((ended, failed) => {
    child.on("error", () => failed(new Error(`local: no ${program} on PATH`)));
    child.on("close", (code) => ended(code ?? 1));
  });
  endWait();
}

async function stop(): Promise<void> {
  const processes = readEmulators(record);
  await stopEmulators(processes);
  forgetEmulators(record);
  rmSync(join(project, "terraform-state", environment.name), { recursive: true, force: true });
  if (processes.length > 0) say("local: stopped, with the state of what was built in it");
}

function refuse(missing: readonly Missing[]): void {
  if (missing.length > 0) throw new Error(formatMissing(missing));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void runCommand(localCommand({ check, start, exec, stop }));
