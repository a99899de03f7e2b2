import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { prodFile } from "../literals";
import { synthesized } from "../synthesized";
import { temporaryDirectory } from "../temporary";

const root = join(__dirname, "..", "..");

/** Runs a program as npm scripts and CDKTF's command line do, and gives the directory that it wrote. */
function run(program: string, flags: readonly string[] = [], variables: Readonly<Record<string, string>> = {}): string {
  const out = temporaryDirectory();
  const { status, stderr } = spawnSync("node", [...flags, "-r", "./scripts/typescript.cjs", program], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], CDKTF_OUTDIR: out, ...variables },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return out;
}

describe("a program whose packages are one bundle", () => {
  it("writes the bytes that it writes with every package by itself, and with source maps", () => {
    const stacks = Object.fromEntries([...synthesized(prodFile).values()].map(({ id, text }) => [id, text]));
    for (const flags of [[], ["--enable-source-maps"]]) {
      const out = join(run("main.ts", flags, { ENVIRONMENT: "prod" }), "stacks");
      const written = readdirSync(out).map((id) => [id, readFileSync(join(out, id, "cdk.tf.json"), "utf8")]);
      expect(Object.fromEntries(written)).toEqual(stacks);
    }
  });

  it("has them all in it: one that asks where it stands would leave every one to Node", () => {
    run("main.ts");
    const bundle = readFileSync(join(root, "node_modules", ".cache", "tandem", "main.ts.packages.cjs"), "utf8");
    for (const name of ["AwsProvider", "TerraformStack", "ZodObject", "Command"]) expect(bundle).toContain(name);
  });

  it("archives assets, although CDKTF does so in a process of its own and by its own file name", () => {
    const assets = join(run("__tests__/scripts/archive-asset.ts"), "stacks", "stack", "assets", "tests");
    const [digest = ""] = readdirSync(assets);
    const archive = readFileSync(join(assets, digest, "archive.zip"), "latin1");
    expect(archive.startsWith("PK")).toBe(true);
    expect(archive).toContain("typescript.test.ts");
  });
});
