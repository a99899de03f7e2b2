import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

/** Everything of a disk that changes it, as it is before any test replaces it. */
const { openSync, fsyncSync, writeFileSync, mkdirSync, renameSync, rmSync, rmdirSync, unlinkSync } = fs;
const changing = { openSync, fsyncSync, writeFileSync, mkdirSync, renameSync, rmSync, rmdirSync, unlinkSync };

type Operation = keyof typeof changing;

/** Decides about one change of the disk, by its number and kind. It throws where the change does not happen. */
export type Fault = (number: number, operation: Operation, args: readonly unknown[]) => void;

/** Runs something on a disk that may refuse each change, and gives the number of changes. Nothing in it may wait for anything. */
export function onFaultyDisk(fault: Fault, run: () => void): number {
  let count = 0;
  const replaced = Object.entries(changing).map(([name, original]) => {
    const replacement = (...args: unknown[]): unknown => {
      const isReading = name === "openSync" && (args[1] ?? "r") === "r";
      if (!isReading) {
        count += 1;
        fault(count - 1, name as Operation, args);
      }
      // Waiting for a real disk would only take time.
      return name === "fsyncSync" ? undefined : (original as (...given: unknown[]) => unknown)(...args);
    };
    return [name, replacement];
  });
  try {
    Object.assign(fs, Object.fromEntries(replaced));
    syncBuiltinESMExports();
    run();
  } finally {
    Object.assign(fs, changing);
    syncBuiltinESMExports();
  }
  return count;
}

/** One change fails as Node says it. */
export function failAt(failing: number, code: string): Fault {
  return (number, operation, [path]) => {
    if (number === failing) throw diskError(code, operation, path);
  };
}

/** Every change fails, from one on. */
export function failFrom(first: number, code: string): Fault {
  return (number, operation, [path]) => {
    if (number >= first) throw diskError(code, operation, path);
  };
}

/** From some change on, whatever needs room fails. */
export function fullFrom(first: number): Fault {
  const needRoom: readonly Operation[] = ["openSync", "writeFileSync", "mkdirSync"];
  return (number, operation, [path]) => {
    if (number >= first && needRoom.includes(operation)) throw diskError("ENOSPC", operation, path);
  };
}

/** From some change on nothing happens any more, no cleaning up either. That change leaves a file half written or a folder half removed. */
export function killAt(last: number): Fault {
  return (number, operation, [path, content]) => {
    if (number < last) return;
    if (number === last && operation === "writeFileSync") {
      writeFileSync(String(path), String(content).slice(0, String(content).length / 2));
    }
    if (number === last && operation === "rmSync" && fs.existsSync(String(path))) removeHalf(String(path));
    throw new Killed(`killed at ${operation} of ${path}`);
  };
}

/** Nothing of the program may catch it and go on. */
export class Killed extends Error {}

function diskError(code: string, operation: Operation, path: unknown): NodeJS.ErrnoException {
  const syscall = operation.replace("Sync", "");
  const error: NodeJS.ErrnoException = new Error(`${code}: injected, ${syscall} '${path}'`);
  return Object.assign(error, { code, syscall }, typeof path === "string" ? { path } : {});
}

function removeHalf(folder: string): void {
  if (!fs.statSync(folder).isDirectory()) return;
  const entries = fs.readdirSync(folder);
  for (const entry of entries.slice(0, Math.ceil(entries.length / 2))) rmSync(join(folder, entry), { recursive: true });
}
