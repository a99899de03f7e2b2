import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { environment } from "../environments/local";
import { type ModuleName, moduleVersions } from "../modules/versions";
import { areRunning, type EmulatorPids, installEmulators, startEmulators, stopEmulators } from "../src/local/emulators";
import { localEmulators } from "../src/local/endpoints";
import { labFolder } from "../src/local/lab-folder";
import { findTerraformSources } from "../src/local/terraform-sources";

const usage = `npm run local -- start   start the emulators that stand in for AWS (the first time installs them)
npm run local -- stop    stop them; what was built in them is gone
npm run --silent local -- env   what a shell must export to use them`;

const folder = resolve(__dirname, "..", ".local");
const pidFile = join(folder, "emulators.json");

const commands: Readonly<Record<string, () => Promise<void>>> = { start, stop, env };

async function start(): Promise<void> {
  const running = readPids();
  if (running !== undefined && areRunning(running)) return say("local: already running; npm run local -- stop ends it");
  await stop();
  const lab = labFolder(process.env);
  say("local: installing the emulators where they are missing");
  installEmulators(lab);
  const pids = await startEmulators({ lab, logs: folder, accountId: environment.accountId, emulators: localEmulators });
  mkdirSync(folder, { recursive: true });
  writeFileSync(pidFile, JSON.stringify(pids));
  say(`local: running, ministack on ${localEmulators.ministack}, moto on ${localEmulators.moto}; logs in ${folder}`);
}

async function stop(): Promise<void> {
  const running = readPids();
  if (running === undefined) return;
  await stopEmulators(running);
  rmSync(pidFile);
  rmSync(resolve(__dirname, "..", "terraform-state", environment.name), { recursive: true, force: true });
  say("local: stopped, with the state of what was built in it");
}

async function env(): Promise<void> {
  const modules = Object.keys(moduleVersions) as ModuleName[];
  const { variables, missing } = await findTerraformSources(labFolder(process.env), modules, process.env);
  if (missing.length > 0) throw new Error(missing.map((reason) => `local: ${reason}`).join("\n"));
  for (const [name, value] of Object.entries({ ENVIRONMENT: environment.name, ...variables })) {
    say(`export ${name}=${JSON.stringify(value)}`);
  }
}

function readPids(): EmulatorPids | undefined {
  return existsSync(pidFile) ? (JSON.parse(readFileSync(pidFile, "utf8")) as EmulatorPids) : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const command = commands[process.argv[2] ?? ""];
Promise.resolve()
  .then(() => {
    if (command === undefined) throw new Error(usage);
    return command();
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
