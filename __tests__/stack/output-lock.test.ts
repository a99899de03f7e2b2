import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withOutputLock } from "../../src/stack/output-lock";
import { temporaryDirectory } from "../temporary";

const lockOf = (directory: string) => join(directory, ".synth.lock");

/** The id of a process that has ended. */
const goneProcess = () => spawnSync("true").pid;

describe("withOutputLock", () => {
  it("holds the lock in its own name while it writes, and no longer", () => {
    const directory = temporaryDirectory();
    const seen: string[] = [];
    withOutputLock(directory, () => seen.push(readFileSync(lockOf(directory), "utf8")));
    expect(seen).toEqual([String(process.pid)]);
    expect(existsSync(lockOf(directory))).toBe(false);
  });

  it("gives the lock back where writing fails", () => {
    const directory = temporaryDirectory();
    const fail = () => {
      throw new Error("disk full");
    };
    expect(() => withOutputLock(directory, fail)).toThrow("disk full");
    expect(existsSync(lockOf(directory))).toBe(false);
  });

  it.each([
    ["of a living process", String(process.ppid), process.ppid],
    ["of the first process, which answers to nobody", "1", 1],
    ["without a process id, as if just being taken", "", "unknown"],
  ])("refuses to write beside a lock %s, and leaves it alone", (_, content, holder) => {
    const directory = temporaryDirectory();
    writeFileSync(lockOf(directory), content);
    const written: string[] = [];
    expect(() => withOutputLock(directory, () => written.push("stack"))).toThrow(
      `${directory}: process ${holder} is writing it, expected one synth at a time; wait for it, set CDKTF_OUTDIR, or remove ${lockOf(directory)} if no synth runs`,
    );
    expect(written).toEqual([]);
    expect(readFileSync(lockOf(directory), "utf8")).toBe(content);
  });

  it.each([
    ["a process that is gone", goneProcess()],
    ["a process that had its own id, in another container", process.pid],
  ])("takes over the lock of %s", (_, holder) => {
    const directory = temporaryDirectory();
    writeFileSync(lockOf(directory), String(holder));
    const seen: string[] = [];
    withOutputLock(directory, () => seen.push(readFileSync(lockOf(directory), "utf8")));
    expect(seen).toEqual([String(process.pid)]);
    expect(existsSync(lockOf(directory))).toBe(false);
  });
});
