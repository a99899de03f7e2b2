import fs from "node:fs";
import { join } from "node:path";
import { withOutputLock } from "../../src/output/output-lock";

/**
 * One of many processes that want the same lock, on a disk where everything takes a random moment. It tries until it has had the lock once, and
 * says so; where it is told to, it dies with the lock in its hands instead.
 */
const [outdir = "", end = ""] = process.argv.slice(2);

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

for (const name of [
  "mkdirSync",
  "writeFileSync",
  "renameSync",
  "readdirSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      wait(Math.random() * 3);
      return original(...args);
    },
  });
}

function beInside(): void {
  const inside = join(outdir, "inside");
  // Fails where another process is inside too.
  fs.closeSync(fs.openSync(inside, "wx"));
  wait(Math.random() * 3);
  fs.rmSync(inside);
  if (end === "dies") process.kill(process.pid, "SIGKILL");
}

for (let isDone = false; !isDone; ) {
  try {
    withOutputLock(outdir, beInside);
    isDone = true;
  } catch (error) {
    if (!String(error).includes("is writing it")) throw error;
    wait(Math.random() * 10);
  }
}
