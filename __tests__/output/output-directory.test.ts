import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { EnvironmentError } from "../../src/config/problem";
import { temporaryDirectory } from "../temporary";
import { failAt, onFaultyDisk } from "./faulty-disk";
import { readTree, write, writeTree } from "./outputs";

const selection = { stacks: { a: "1" } };

/** What a synth into that directory says. */
function refusal(outdir: string): string {
  try {
    write(outdir, selection);
    return "nothing";
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
}

describe("a path that is no output directory", () => {
  it("is empty", () => {
    expect(refusal("")).toBe("CDKTF_OUTDIR: got an empty text, expected a directory; name one, or unset it");
  });

  it("is a file", () => {
    const file = join(temporaryDirectory(), "out");
    writeFileSync(file, "mine");
    expect(refusal(file)).toBe(`CDKTF_OUTDIR: ${file} is a file, expected a directory; name another, or remove it`);
  });

  it("is below a file", () => {
    const file = join(temporaryDirectory(), "file");
    writeFileSync(file, "mine");
    expect(refusal(join(file, "new", "out"))).toBe(
      `CDKTF_OUTDIR: ${file} is a file, expected a directory; name another, or remove it`,
    );
  });

  it.each(["", "/new/out"])("is a link to nothing%s", (below) => {
    const link = join(temporaryDirectory(), "out");
    symlinkSync("/nowhere/at/all", link);
    expect(refusal(`${link}${below}`)).toBe(
      `CDKTF_OUTDIR: ${link} is a link to /nowhere/at/all, which does not exist, expected a directory; make that one, or name another`,
    );
  });
});

it.runIf(process.platform === "linux")(
  "is no path in a file system without room for directories, which Node's own way of making several would try for ever",
  () => {
    expect(refusal("/proc/tandem/out")).toBe(
      "CDKTF_OUTDIR: cannot make /proc/tandem/out: ENOENT in mkdir of /proc/tandem; correct that, or name another directory",
    );
  },
);

describe("an output directory that cannot be written", () => {
  it.each([
    [
      "EACCES",
      (outdir: string) => `no permission for ${outdir}; give it to the user who runs synth, or name another directory`,
    ],
    [
      "EPERM",
      (outdir: string) => `no permission for ${outdir}; give it to the user who runs synth, or name another directory`,
    ],
    ["EROFS", () => "its file system is read-only; name another directory"],
    ["ENOSPC", () => "no space is left on its disk; free some, or name another directory"],
    ["EDQUOT", () => "the quota of its disk is used up; free some space, or name another directory"],
    ["EIO", (outdir: string) => `EIO in mkdir of ${outdir}; correct that, or name another directory`],
  ])("says so in one line: %s", (code, reason) => {
    const outdir = join(temporaryDirectory(), "out");
    mkdirSync(outdir);
    // The first change of the disk: the directory itself is there.
    const run = () => onFaultyDisk(failAt(0, code), () => write(outdir, selection));
    expect(run).toThrow(
      new EnvironmentError(`CDKTF_OUTDIR: cannot write ${outdir}, which is as it was: ${reason(outdir)}`),
    );
    expect(readdirSync(outdir)).toEqual([]);
  });

  it("cannot be made either", () => {
    const outdir = join(temporaryDirectory(), "new", "out");
    const run = () => onFaultyDisk(failAt(0, "EACCES"), () => write(outdir, selection));
    expect(run).toThrow(
      `CDKTF_OUTDIR: cannot make ${outdir}: no permission for ${dirname(outdir)}; give it to the user who runs synth, or name another directory`,
    );
  });

  it("is not made for nothing", () => {
    const parent = temporaryDirectory();
    const outdir = join(parent, "new", "out");
    expect(() => onFaultyDisk(failAt(5, "EIO"), () => write(outdir, selection))).toThrow("EIO in");
    expect(readdirSync(parent)).toEqual([]);
  });

  it.each(["stacks", "stacks/a"])("has a file where the directory %s should be", (path) => {
    const outdir = join(temporaryDirectory(), "out");
    writeTree(outdir, { [path]: "mine" });
    expect(refusal(outdir)).toBe(
      `CDKTF_OUTDIR: cannot write ${outdir}, which is as it was: ${outdir}/${path} is a file, expected a directory; name another, or remove it`,
    );
    expect(readTree(outdir)).toEqual({ [path]: "mine" });
  });

  it("has a directory where a file should be", () => {
    const outdir = join(temporaryDirectory(), "out");
    const path = join(outdir, "stacks", "a", "cdk.tf.json");
    mkdirSync(path, { recursive: true });
    expect(refusal(outdir)).toBe(
      `CDKTF_OUTDIR: ${path} is a directory, expected a file that synth writes; move it away`,
    );
    expect(existsSync(path)).toBe(true);
  });
});
