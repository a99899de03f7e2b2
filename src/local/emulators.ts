import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "../process/ports";
import { type EmulatorProcesses, emulatorArguments, stopEmulators } from "./emulator-processes";
import type { Emulators } from "./endpoints";
import type { Missing } from "./missing";

export interface EmulatorOptions {
  /** See lab-folder.ts. */
  readonly lab: string;
  /** Where each emulator writes its log. */
  readonly logs: string;
  /** The account that the emulators believe to be: the environment's. */
  readonly accountId: string;
  readonly emulators: Emulators;
  /** A file with the endpoint and the authority of clusters that run outside of the emulated EKS. @default - none runs */
  readonly clusters?: string;
  /** Told as soon as there are processes: whoever is killed while they start has them on record. @default - nobody is told */
  readonly note?: (processes: EmulatorProcesses) => void;
}

const names = ["ministack", "moto"] as const;
const startTimeoutSec = 60;

/** Ports that the emulators would listen on, and that somebody has. */
export async function findTakenPorts(emulators: Emulators): Promise<readonly Missing[]> {
  const taken = await Promise.all(
    names.map(async (name) => {
      const port = portOf(emulators, name);
      const fix = `end what listens there; lsof -i :${port} shows it, and npm run local -- stop ends the emulators of another clone`;
      return (await answers(port)) ? { what: `port ${port} is taken, which ${name} needs`, fix } : undefined;
    }),
  );
  return taken.filter((port) => port !== undefined);
}

/**
 * Starts both emulators on loopback and waits until they answer.
 * @throws Error where one of them ends before it answers; none is left running then
 */
export async function startEmulators({
  lab,
  logs,
  accountId,
  emulators,
  clusters,
  note = () => {},
}: EmulatorOptions): Promise<EmulatorProcesses> {
  mkdirSync(logs, { recursive: true });
  const variables: Readonly<Record<keyof Emulators, NodeJS.ProcessEnv>> = {
    ministack: {
      USE_SSL: "1",
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(portOf(emulators, "ministack")),
      IOT_MTLS_ENABLED: "0",
      // Where it makes its certificate: emulators that share one at the same time end up with the key of another.
      TMPDIR: logs,
      ...(clusters === undefined ? {} : { CLUSTERS_FILE: clusters }),
    },
    moto: { MOTO_ACCOUNT_ID: accountId },
  };
  const launched = names.map((name) => {
    const port = portOf(emulators, name);
    const log = openSync(logOf(logs, name), "w");
    const stdio: ["ignore", number, number] = ["ignore", log, log];
    // Each starts with corrections, which the head of that file names one by one.
    const [script = "", ...args] = emulatorArguments({ name, port });
    const child = spawn(join(lab, "venv", "bin", "python"), [resolve("src", "local", script), ...args], {
      detached: true,
      stdio,
      env: { ...process.env, ...variables[name] },
    });
    return { name, port, child };
  });
  const processes = launched.map(({ name, port, child }) => ({ name, port, pid: child.pid ?? 0 }));
  note(processes);
  try {
    await Promise.all(launched.map(({ name, port, child }) => untilAnswers(name, port, child, logs)));
  } catch (error) {
    await stopEmulators(processes);
    throw error;
  }
  for (const { child } of launched) child.unref();
  return processes;
}

async function untilAnswers(name: string, port: number, child: ChildProcess, logs: string): Promise<void> {
  const log = logOf(logs, name);
  for (let waitedMs = 0; waitedMs < startTimeoutSec * 1000; waitedMs += 200) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const lastLine = readFileSync(log, "utf8").trimEnd().split("\n").at(-1);
      throw new Error(
        `local: ${name} ended (${child.exitCode ?? child.signalCode}) before it answered: ${lastLine}; see ${log}`,
      );
    }
    if (await answers(port)) return;
    await sleep(200);
  }
  throw new Error(`local: ${name} did not answer on port ${port} within ${startTimeoutSec} s; see ${log}`);
}

function portOf(emulators: Emulators, name: keyof Emulators): number {
  return Number(new URL(emulators[name]).port);
}

function logOf(logs: string, name: string): string {
  return join(logs, `${name}.log`);
}
