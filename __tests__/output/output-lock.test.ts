import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { withOutputLock } from "../../src/output/output-lock";
import { temporaryDirectory } from "../temporary";

const lockOf = (outdir: string) => join(outdir, ".synth.lock");

/** The id of a process that has ended. */
const goneProcess = () => spawnSync("true").pid;

const here = (pid: number, start = "") => [pid, start, hostname(), "b1e0c7d2"].join(",");
const elsewhere = [7, "", "build-7", "b1e0c7d2"].join(",");

/** An output directory with a lock that somebody took some seconds ago. */
function lockedBy(holder: string, secondsAgo = 0): string {
  const outdir = temporaryDirectory();
  mkdirSync(lockOf(outdir));
  const file = join(lockOf(outdir), holder);
  writeFileSync(file, "");
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(file, then, then);
  return outdir;
}

/** Who holds the lock while something is written. */
function holdersDuring(outdir: string): readonly string[] {
  return withOutputLock(outdir, () => readdirSync(lockOf(outdir)));
}

const own = [expect.stringMatching(new RegExp(`^${process.pid},\\d*,${hostname()},[\\w-]+$`))];

describe("withOutputLock", () => {
  it("holds the lock in its own name while it writes, and no longer", () => {
    const outdir = temporaryDirectory();
    expect(holdersDuring(outdir)).toEqual(own);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it("gives the lock back where writing fails", () => {
    const outdir = temporaryDirectory();
    const fail = () => {
      throw new Error("disk full");
    };
    expect(() => withOutputLock(outdir, fail)).toThrow("disk full");
    expect(readdirSync(outdir)).toEqual([]);
  });

  it.each([
    ["a living process", here(process.ppid), `process ${process.ppid}`],
    ["the first process, which answers to nobody", here(1), "process 1"],
    ["a process elsewhere that took it just now", elsewhere, "process 7 on build-7"],
  ])("refuses to write beside %s, and leaves its lock alone", (_, holder, described) => {
    const outdir = lockedBy(holder);
    const written: string[] = [];
    expect(() => withOutputLock(outdir, () => written.push("stack"))).toThrow(
      `${outdir}: ${described} is writing it, expected one synth at a time; wait for it, set CDKTF_OUTDIR, or remove ${lockOf(outdir)} if no synth runs`,
    );
    expect({ written, left: readdirSync(outdir) }).toEqual({ written: [], left: [".synth.lock"] });
    expect(readdirSync(lockOf(outdir))).toEqual([holder]);
  });

  it.each([
    ["a process that is gone", () => lockedBy(here(goneProcess()))],
    ["a process that had its own id, in another container", () => lockedBy(here(process.pid))],
    ["a process elsewhere that took it a minute ago", () => lockedBy(elsewhere, 61)],
    ["something that is no process", () => lockedBy(".DS_Store")],
  ])("takes over the lock of %s", (_, locked) => {
    const outdir = locked();
    expect(holdersDuring(outdir)).toEqual(own);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it("takes an empty folder for nobody's lock", () => {
    const outdir = temporaryDirectory();
    mkdirSync(lockOf(outdir));
    expect(holdersDuring(outdir)).toEqual(own);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it.each([
    ["is empty", ""],
    ["names a living process", String(process.ppid)],
  ])("takes a plain file that %s for nobody's lock", (_, content) => {
    const outdir = temporaryDirectory();
    writeFileSync(lockOf(outdir), content);
    expect(holdersDuring(outdir)).toEqual(own);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it.skipIf(!existsSync("/proc/self/stat"))("takes over from a process whose id has come round again", () => {
    const outdir = lockedBy(here(process.ppid, "1"));
    expect(holdersDuring(outdir)).toEqual(own);
  });

  it.skipIf(!existsSync("/proc/self/stat"))(
    "takes over from a process that has ended and whose parent does not care",
    async () => {
      const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 30"]);
      onTestFinished(() => void parent.kill());
      const pid = await new Promise<number>((found) => parent.stdout.on("data", (text) => found(Number(text))));
      const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8");
      await expect.poll(stat).toContain(") Z ");
      expect(holdersDuring(lockedBy(here(pid, stat().split(" ")[21])))).toEqual(own);
    },
  );

  it("removes what killed processes left before they had the lock, and nothing of those that wait for it", () => {
    const outdir = temporaryDirectory();
    const gone = here(goneProcess());
    for (const holder of [gone, here(process.ppid)]) {
      mkdirSync(`${lockOf(outdir)}.${holder}`);
      writeFileSync(join(`${lockOf(outdir)}.${holder}`, holder), "");
    }
    holdersDuring(outdir);
    expect(readdirSync(outdir)).toEqual([`.synth.lock.${here(process.ppid)}`]);
  });

  it("lets one process in at a time, with a dead one's lock at first, a slow disk, and processes that die inside", async () => {
    const outdir = lockedBy(here(goneProcess()));
    const program = join(temporaryDirectory(), "contender.cjs");
    buildSync({
      entryPoints: [join(__dirname, "lock-contender.ts")],
      outfile: program,
      bundle: true,
      platform: "node",
    });
    const ends = Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? "dies" : "ends"));
    const results = ends.map(async (end) => {
      const child = spawn(process.execPath, [program, outdir, end], { stdio: ["ignore", "ignore", "pipe"] });
      let errors = "";
      child.stderr.on("data", (text) => (errors += text));
      const [code, signal] = await new Promise<[number | null, string | null]>((closed) =>
        child.on("close", (...how) => closed(how)),
      );
      return { end, code, signal, errors };
    });
    expect(await Promise.all(results)).toEqual(
      ends.map((end) => ({
        end,
        errors: "",
        ...(end === "dies" ? { code: null, signal: "SIGKILL" } : { code: 0, signal: null }),
      })),
    );
  });
});
