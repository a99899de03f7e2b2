import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { commandLineOf } from "../process/command-line";
import type { Emulators } from "./endpoints";

/** One emulator that was started. Process ids come round again, so its port says whether a process is still the one that is meant. */
interface EmulatorProcess {
  readonly name: keyof Emulators;
  readonly pid: number;
  readonly port: number;
}

/** The emulators that were started together. */
export type EmulatorProcesses = readonly EmulatorProcess[];

const record = z.array(
  z.object({
    name: z.enum(["ministack", "moto"]),
    pid: z.number().int().positive(),
    port: z.number().int().positive(),
  }),
);

/** How an emulator is started, and so how it is known again in a list of processes. */
export function emulatorArguments({ name, port }: Pick<EmulatorProcess, "name" | "port">): readonly string[] {
  return [`${name}_server.py`, "-H", "127.0.0.1", "-p", String(port)];
}

/** Those of the emulators that still run. */
export function stillRunning(processes: EmulatorProcesses): EmulatorProcesses {
  return processes.filter((emulator) => commandLineOf(emulator.pid)?.endsWith(emulatorArguments(emulator).join(" ")));
}

/**
 * Ends the emulators, and waits until they are gone: what does not end by itself is killed. A process that has got the id of one meanwhile is
 * left alone.
 */
export async function stopEmulators(processes: EmulatorProcesses, patienceMs = 5_000): Promise<void> {
  send("SIGTERM", processes);
  if (await areGone(processes, patienceMs)) return;
  send("SIGKILL", processes);
  await areGone(processes, patienceMs);
}

/** Keeps on record what was started, for another command to find. */
export function noteEmulators(file: string, processes: EmulatorProcesses): void {
  mkdirSync(dirname(file), { recursive: true });
  // Renamed into place: who is killed meanwhile leaves a whole record or none.
  writeFileSync(`${file}.draft`, JSON.stringify(processes));
  renameSync(`${file}.draft`, file);
}

/** What is on record; nothing where there is no record, or one that nobody can read. */
export function readEmulators(file: string): EmulatorProcesses {
  try {
    return record.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}

export function forgetEmulators(file: string): void {
  rmSync(file, { force: true });
}

function send(signal: NodeJS.Signals, processes: EmulatorProcesses): void {
  for (const { pid } of stillRunning(processes)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself just now.
    }
  }
}

async function areGone(processes: EmulatorProcesses, patienceMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
    if (stillRunning(processes).length === 0) return true;
    await sleep(50);
  }
  return false;
}
