import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulators } from "./endpoints";

export interface EmulatorOptions {
  /** See lab-folder.ts. */
  readonly lab: string;
  /** Where each emulator writes its log. */
  readonly logs: string;
  /** The account that the emulators believe to be: the environment's. */
  readonly accountId: string;
  readonly emulators: Emulators;
}

/** Process ids of running emulators. */
export type EmulatorPids = Readonly<Record<keyof Emulators, number>>;

const startTimeoutSec = 60;

/**
 * On PyPI. Newer versions may serve more; the table of services and the corrections are made for these. AWS's own command line runs what the
 * runbooks say.
 */
const packages = ["ministack==1.5.33", "moto[all,server]==5.2.1", "awscli==1.46.3"];

/** Installs the emulators below the lab folder, where these versions are not there yet. Takes a minute the first time. */
export function installEmulators(lab: string): void {
  const venv = join(lab, "venv");
  const receipt = join(venv, "installed.txt");
  if (existsSync(receipt) && readFileSync(receipt, "utf8") === packages.join("\n")) return;
  mkdirSync(lab, { recursive: true });
  execFileSync("python3", ["-m", "venv", venv], { stdio: ["ignore", "ignore", "inherit"] });
  execFileSync(join(venv, "bin", "pip"), ["install", "--quiet", ...packages], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeFileSync(receipt, packages.join("\n"));
}

/**
 * Starts both emulators on loopback and waits until they answer.
 * @throws Error where a port is taken, or where one of them ends before it answers; none is left running then
 */
export async function startEmulators({ lab, logs, accountId, emulators }: EmulatorOptions): Promise<EmulatorPids> {
  mkdirSync(logs, { recursive: true });
  const portOf = (name: keyof Emulators) => Number(new URL(emulators[name]).port);
  for (const name of ["ministack", "moto"] as const) {
    if (await answers(portOf(name)))
      throw new Error(`local: port ${portOf(name)} is taken, expected it free for ${name}`);
  }
  const launch = (name: keyof Emulators, args: readonly string[], variables: NodeJS.ProcessEnv) => {
    const log = openSync(logOf(logs, name), "w");
    const stdio: ["ignore", number, number] = ["ignore", log, log];
    // Each starts with corrections, which the head of that file names one by one.
    return spawn(join(lab, "venv", "bin", "python"), [resolve("src", "local", `${name}_server.py`), ...args], {
      detached: true,
      stdio,
      env: { ...process.env, ...variables },
    });
  };
  const children = {
    ministack: launch("ministack", [], {
      USE_SSL: "1",
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(portOf("ministack")),
      IOT_MTLS_ENABLED: "0",
      // Where it makes its certificate: emulators that share one at the same time end up with the key of another.
      TMPDIR: logs,
    }),
    moto: launch("moto", ["-H", "127.0.0.1", "-p", String(portOf("moto"))], { MOTO_ACCOUNT_ID: accountId }),
  };
  const pids = { ministack: children.ministack.pid ?? 0, moto: children.moto.pid ?? 0 };
  try {
    await Promise.all(
      (["ministack", "moto"] as const).map((name) => untilAnswers(name, portOf(name), children[name], logs)),
    );
  } catch (error) {
    await stopEmulators(pids);
    throw error;
  }
  for (const child of Object.values(children)) child.unref();
  return pids;
}

/** Ends the emulators, by process id; what is gone already is fine. Their state was in memory only. */
export async function stopEmulators(pids: EmulatorPids): Promise<void> {
  for (const pid of Object.values(pids)) signal(pid, "SIGKILL");
  while (Object.values(pids).some((pid) => signal(pid, 0))) await sleep(50);
}

/** Whether both are still there. */
export function areRunning(pids: EmulatorPids): boolean {
  return Object.values(pids).every((pid) => signal(pid, 0));
}

async function untilAnswers(name: string, port: number, child: ChildProcess, logs: string): Promise<void> {
  const log = logOf(logs, name);
  for (let waitedMs = 0; waitedMs < startTimeoutSec * 1000; waitedMs += 200) {
    if (child.exitCode !== null) {
      const lastLine = readFileSync(log, "utf8").trimEnd().split("\n").at(-1);
      throw new Error(
        `local: ${name} ended with exit code ${child.exitCode} before it answered: ${lastLine}; see ${log}`,
      );
    }
    if (await answers(port)) return;
    await sleep(200);
  }
  throw new Error(`local: ${name} did not answer on port ${port} within ${startTimeoutSec} s; see ${log}`);
}

function logOf(logs: string, name: string): string {
  return join(logs, `${name}.log`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Whether the process was there to take the signal. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return pid > 0 && process.kill(pid, name);
  } catch {
    return false;
  }
}
