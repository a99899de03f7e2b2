import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../temporary";

interface KeptBundle {
  readonly file: string;
  readonly source: string;
  readonly digest: string;
  readonly externals: readonly string[];
}

type ModuleFunction = (exports: Record<string, unknown>, ...others: readonly unknown[]) => void;

const { compile, keepBundle } = createRequire(__filename)("../../scripts/kept-bundle.cjs") as {
  keepBundle: (file: string, request: string, build: () => object) => KeptBundle;
  compile: (kept: KeptBundle, filename: string) => ModuleFunction;
};

/** A bundle of one file, as esbuild would make it, that counts how often it was made. */
function bundleOf(input: string) {
  const file = join(temporaryDirectory(), "below", "bundle.cjs");
  let count = 0;
  const keep = (request = "") =>
    keepBundle(file, request, () => {
      count += 1;
      return {
        outputFiles: [{ text: `exports.value = ${JSON.stringify(readFileSync(input, "utf8"))};` }],
        metafile: { inputs: { [input]: {} }, outputs: { out: { imports: [{ path: "zod", external: true }] } } },
      };
    });
  const run = (request?: string): unknown => {
    const exports: Record<string, unknown> = {};
    compile(keep(request), file)(exports);
    return exports["value"];
  };
  return { file, keep, run, timesMade: () => count };
}

function inputFile(text: string): string {
  const file = join(temporaryDirectory(), "input.ts");
  writeFileSync(file, text);
  return file;
}

describe("a kept bundle", () => {
  it("is made once, and says what it requires", () => {
    const { keep, run, timesMade } = bundleOf(inputFile("one"));
    expect([run(), run(), timesMade()]).toEqual(["one", "one", 1]);
    expect(keep().externals).toEqual(["zod"]);
  });

  it("is made anew where a file of it changed, also in the same second and to the same length", () => {
    const input = inputFile("one");
    const { atime, mtime } = statSync(input);
    const { run, timesMade } = bundleOf(input);
    run();
    writeFileSync(input, "two");
    utimesSync(input, atime, mtime);
    expect([run(), timesMade()]).toEqual(["two", 2]);
  });

  it("is made anew where something else is asked of it", () => {
    const { run, timesMade } = bundleOf(inputFile("one"));
    run("these packages");
    run("those packages");
    expect(timesMade()).toBe(2);
  });

  it.each([
    ["cut off", (content: string) => content.slice(0, content.length / 2)],
    ["empty", () => ""],
    ["changed", (content: string) => content.replace("one", "two")],
    ["something else", () => "{}"],
  ])("is made anew where it was found %s", (_, damage) => {
    const { file, run, timesMade } = bundleOf(inputFile("one"));
    run();
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    expect([run(), timesMade(), run(), timesMade()]).toEqual(["one", 2, "one", 2]);
  });

  it("is used and not kept where it cannot be written", () => {
    const { file, run, timesMade } = bundleOf(inputFile("one"));
    writeFileSync(dirname(file), "a file where the directory should be");
    expect([run(), run(), timesMade()]).toEqual(["one", "one", 2]);
  });

  it("leaves no draft beside it", () => {
    const { file, run } = bundleOf(inputFile("one"));
    run();
    expect(readdirSync(dirname(file))).toEqual(["bundle.cjs"]);
  });

  it("runs where the code that V8 made of it is damaged", () => {
    const { file, keep, run } = bundleOf(inputFile("one"));
    mkdirSync(dirname(file));
    const { cachedDataVersionTag } = createRequire(__filename)("node:v8") as typeof import("node:v8");
    keep();
    writeFileSync(`${file}.${cachedDataVersionTag().toString(16)}`, "no code");
    expect(run()).toBe("one");
  });
});
