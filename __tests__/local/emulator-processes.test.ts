import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type EmulatorProcesses,
  emulatorArguments,
  forgetEmulators,
  noteEmulators,
  readEmulators,
  stillRunning,
  stopEmulators,
} from "../../src/local/emulator-processes";
import { temporaryDirectory } from "../temporary";

describe("the emulators that were started", () => {
  it("are known by how they were started, and end when they are stopped", async () => {
    const moto = { name: "moto", port: 4567 } as const;
    // It takes SIGTERM for a request to think about, so that it must be killed.
    const program = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready');";
    const child = spawn(process.execPath, ["-e", program, ...emulatorArguments(moto)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await new Promise((ready) => child.stdout.on("data", ready));
    const ended = new Promise((signal) => child.on("exit", (_, name) => signal(name)));
    const processes: EmulatorProcesses = [{ ...moto, pid: child.pid ?? 0 }];
    const others: EmulatorProcesses = [
      { ...moto, port: 4568, pid: child.pid ?? 0 },
      { ...moto, name: "ministack", pid: child.pid ?? 0 },
    ];
    expect(stillRunning([...processes, ...others])).toEqual(processes);
    await stopEmulators(others);
    expect(stillRunning(processes)).toEqual(processes);
    await stopEmulators(processes, 200);
    expect(await ended).toBe("SIGKILL");
    expect(stillRunning(processes)).toEqual([]);
  });

  it("are not the processes that have got their ids meanwhile, which nobody ends", async () => {
    const processes: EmulatorProcesses = [{ name: "ministack", pid: process.pid, port: 4566 }];
    expect(stillRunning(processes)).toEqual([]);
    await stopEmulators(processes);
  });
});

describe("the record of what was started", () => {
  const processes: EmulatorProcesses = [{ name: "ministack", pid: 4711, port: 4566 }];

  it("is read as it was written, until it is removed", () => {
    const file = join(temporaryDirectory(), "local", "emulators.json");
    expect(readEmulators(file)).toEqual([]);
    noteEmulators(file, processes);
    expect(readEmulators(file)).toEqual(processes);
    forgetEmulators(file);
    expect(readEmulators(file)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    forgetEmulators(file);
  });

  it.each(["", "{", "[1]", '[{ "name": "other", "pid": 1, "port": 1 }]', '[{ "name": "moto", "pid": -1, "port": 1 }]'])(
    "names nothing where it says %j",
    (text) => {
      const file = join(temporaryDirectory(), "emulators.json");
      writeFileSync(file, text);
      expect(readEmulators(file)).toEqual([]);
    },
  );
});
