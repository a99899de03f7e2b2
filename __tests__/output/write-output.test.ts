import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../temporary";
import { readPaths, readTree, treeOf, write, writeTree } from "./outputs";

const newOutput = () => join(temporaryDirectory(), "out");

describe("the output directory", () => {
  it("holds the stacks, the other files, and a record of them", () => {
    const outdir = newOutput();
    const selection = { stacks: { a: "1" }, files: { "helm-values/prod/eu-west-1/grafana.yaml": "2" } };
    const { result, lines } = write(outdir, selection);
    expect({ result, lines }).toEqual({ result: "built", lines: [] });
    const { ".synth.json": record = "", ...files } = readTree(outdir);
    expect(files).toEqual(treeOf(selection));
    expect(Object.keys(JSON.parse(record).files)).toEqual(Object.keys(files));
  });

  it("is not touched where nothing changes", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1" } });
    const inodes = () =>
      [".synth.json", "manifest.json", "stacks/a/cdk.tf.json"].map((path) => lstatSync(join(outdir, path)).ino);
    const before = inodes();
    expect(write(outdir, { stacks: { a: "1" } }).lines).toEqual([]);
    expect(inodes()).toEqual(before);
  });

  it("loses stacks and files of an earlier selection, with their directories, and says so", () => {
    const outdir = newOutput();
    const files = { "helm-values/prod/eu-west-1/a.yaml": "1", "helm-values/prod/eu-west-1/b.yaml": "1" };
    write(outdir, { stacks: { a: "1", b: "1", c: "1" }, files });
    expect(write(outdir, { stacks: { c: "1" } }).lines).toEqual([
      "swept 2 stacks of an earlier selection: a, b",
      "swept 2 files of an earlier selection in helm-values/prod/eu-west-1",
    ]);
    expect(readPaths(outdir)).toEqual([".synth.json", "manifest.json", "stacks/", "stacks/c/", "stacks/c/cdk.tf.json"]);
  });

  it("keeps what Terraform keeps where a stack goes, says so once, and takes the stack in again", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1" } });
    const kept = { "stacks/a/errored.tfstate": "the only copy", "stacks/a/.terraform.lock.hcl": "lock" };
    writeTree(outdir, kept);
    expect(write(outdir, { stacks: { b: "1" } }).lines).toEqual([
      "swept 1 stack of an earlier selection: a",
      `left ${outdir}/stacks/a: .terraform.lock.hcl, errored.tfstate are not what the last synth wrote`,
    ]);
    expect(readTree(outdir)).toMatchObject(kept);
    expect(existsSync(join(outdir, "stacks", "a", "cdk.tf.json"))).toBe(false);
    expect(write(outdir, { stacks: { b: "1" } }).lines).toEqual([]);
    expect(write(outdir, { stacks: { a: "1", b: "1" } }).lines).toEqual([]);
    expect(readTree(outdir)).toMatchObject({ ...kept, "stacks/a/cdk.tf.json": "1" });
  });

  it("keeps a configuration that somebody changed where its stack goes, and names it each time", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1" } });
    writeTree(outdir, { "stacks/a/cdk.tf.json": "mine" });
    const line = `left ${outdir}/stacks/a: cdk.tf.json is not what the last synth wrote`;
    expect(write(outdir, { stacks: { b: "1" } }).lines).toEqual([line]);
    expect(write(outdir, { stacks: { b: "1" } }).lines).toEqual([line]);
    expect(readTree(outdir)).toMatchObject({ "stacks/a/cdk.tf.json": "mine" });
  });

  it("keeps another file that somebody changed, and says so", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1" }, files: { "helm-values/prod/a.yaml": "1" } });
    writeTree(outdir, { "helm-values/prod/a.yaml": "mine" });
    expect(write(outdir, { stacks: { a: "1" } }).lines).toEqual([
      `left ${outdir}/helm-values/prod: a.yaml is not what the last synth wrote`,
    ]);
    expect(readTree(outdir)).toMatchObject({ "helm-values/prod/a.yaml": "mine" });
  });

  it("takes back a living stack's configuration that somebody changed, and says so", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1" } });
    writeTree(outdir, { "stacks/a/cdk.tf.json": "mine" });
    expect(write(outdir, { stacks: { a: "1", b: "1" } }).lines).toEqual([
      `overwrote in ${outdir}: stacks/a/cdk.tf.json was not what the last synth wrote`,
    ]);
    expect(readTree(outdir)).toMatchObject({ "stacks/a/cdk.tf.json": "1" });
  });

  it.each([
    ["without a record", undefined],
    ["with a record that is damaged", `{ "files": {`],
  ])("%s loses nothing, and stacks that are not selected are named", (_, record) => {
    const outdir = newOutput();
    writeTree(outdir, { "stacks/a/cdk.tf.json": "1", "stacks/b/cdk.tf.json": "0", "stacks/notes/todo.txt": "mine" });
    if (record !== undefined) writeTree(outdir, { ".synth.json": record });
    expect(write(outdir, { stacks: { b: "1" } }).lines).toEqual([
      `left ${outdir}/stacks/a: cdk.tf.json is not what the last synth wrote`,
      `overwrote in ${outdir}: stacks/b/cdk.tf.json was not what the last synth wrote`,
    ]);
    expect(readTree(outdir)).toMatchObject({
      "stacks/a/cdk.tf.json": "1",
      "stacks/b/cdk.tf.json": "1",
      "stacks/notes/todo.txt": "mine",
    });
  });

  it("loses one file where only that is gone from a living stack", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1" }, files: { "stacks/a/policy.json": "1" } });
    expect(write(outdir, { stacks: { a: "1" } }).lines).toEqual(["swept 1 file of an earlier selection in stacks/a"]);
    expect(readPaths(join(outdir, "stacks"))).toEqual(["a/", "a/cdk.tf.json"]);
  });

  it("loses a guard that stands there without a journal", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1" } });
    const guard = "synth was killed while it wrote here, so old and new stacks may be mixed: run npm run synth again\n";
    writeTree(outdir, { "stacks/a/unfinished-synth.tf": guard, "stacks/gone/unfinished-synth.tf": guard });
    write(outdir, { stacks: { a: "1" } });
    expect(readPaths(join(outdir, "stacks"))).toEqual(["a/", "a/cdk.tf.json"]);
  });

  it.each(["", "{", "[{}]"])("is written anew where the journal of a killed synth is damaged: %s", (journal) => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1" } });
    writeTree(outdir, { ".synth/moves.json": journal });
    expect(write(outdir, { stacks: { a: "2" } }).lines).toEqual([]);
    expect(readPaths(outdir)).toEqual([".synth.json", "manifest.json", "stacks/", "stacks/a/", "stacks/a/cdk.tf.json"]);
  });

  it("may be a link to a directory", () => {
    const parent = temporaryDirectory();
    mkdirSync(join(parent, "elsewhere"));
    symlinkSync(join(parent, "elsewhere"), join(parent, "out"));
    write(join(parent, "out"), { stacks: { a: "1" } });
    expect(readTree(join(parent, "elsewhere"))).toMatchObject({ "stacks/a/cdk.tf.json": "1" });
  });

  it("gets a file where a link to nothing stood", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1" } });
    symlinkSync("nowhere", join(outdir, "stacks", "b", "main.tf"));
    const { lines } = write(outdir, { stacks: { a: "1", b: "1" }, files: { "stacks/b/main.tf": "2" } });
    expect(lines).toEqual([`overwrote in ${outdir}: stacks/b/main.tf was not what the last synth wrote`]);
    expect(readFileSync(join(outdir, "stacks", "b", "main.tf"), "utf8")).toBe("2");
  });

  it.each([
    ["../a.yaml", "../a.yaml is no path of an output file, expected one below stacks or helm-values"],
    ["notes/a.yaml", "notes/a.yaml is no path of an output file, expected one below stacks or helm-values"],
    ["stacks/a/cdk.tf.json", "stacks/a/cdk.tf.json is written twice, expected a path of its own for each output file"],
  ])("takes no output file %s, and stays as it was", (path, message) => {
    const outdir = newOutput();
    expect(() => write(outdir, { stacks: { a: "1" }, files: { [path]: "x" } })).toThrow(message);
    expect(existsSync(outdir)).toBe(false);
  });
});

describe("under CDKTF's command line", () => {
  it("leaves directories of swept stacks to it, which fails where one is gone", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1" } });
    const { lines } = write(outdir, { stacks: { b: "1" } }, true);
    expect(lines).toEqual(["swept 1 stack of an earlier selection: a"]);
    expect(readPaths(join(outdir, "stacks"))).toEqual(["a/", "b/", "b/cdk.tf.json"]);
  });

  it("writes nothing where it would delete what is not ours, and names all of that", () => {
    const outdir = newOutput();
    write(outdir, { stacks: { a: "1", b: "1", c: "1", d: "1" } });
    writeTree(outdir, {
      "stacks/a/errored.tfstate": "the only copy",
      "stacks/a/.terraform/providers/aws": "x",
      "stacks/b/cdk.tf.json": "mine",
      "stacks/notes/todo.txt": "mine",
      "stacks/d/.terraform.lock.hcl": "of a living stack",
    });
    writeFileSync(join(outdir, "stacks", "plain-file"), "");
    mkdirSync(join(outdir, "stacks", "empty"));
    const before = readTree(outdir);
    expect(() => write(outdir, { stacks: { d: "2" } }, true)).toThrow(
      `cdktf synth deletes the directories of stacks that are not selected, expected none with more in it than synth wrote; nothing was written
  ${outdir}/stacks/a: .terraform, errored.tfstate
  ${outdir}/stacks/b: cdk.tf.json
  ${outdir}/stacks/notes: todo.txt
run npm run synth, which leaves these files where they are, or move them away`,
    );
    expect(readTree(outdir)).toEqual(before);
  });
});
