import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checks, layers } from "../main";
import { comparedOn } from "../modules/kubernetes-versions";
import { warnOfEndingSupport } from "../src/cluster/version-warnings";
import { warnOfEndingPostgres } from "../src/data/version-warnings";
import { dev, parsed, prod } from "./literals";
import { synthesized } from "./synthesized";
import { temporaryDirectory } from "./temporary";

const root = join(__dirname, "..");

/** Runs the program on some day as `npm run synth` does, into a directory of its own. */
function run(variables: Readonly<Record<string, string>>, day = comparedOn) {
  const parent = temporaryDirectory();
  const out = join(parent, "out");
  const clock = join(parent, "clock.cjs");
  writeFileSync(
    clock,
    `globalThis.Date = class extends Date {
      constructor(...given) {
        super(...(given.length === 0 ? ["${day}T12:00:00Z"] : given));
      }
    };`,
  );
  const { status, stdout, stderr } = spawnSync("node", ["-r", clock, "-r", "./scripts/typescript.cjs", "main.ts"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], CDKTF_OUTDIR: out, ...variables },
  });
  const written = existsSync(out) ? readdirSync(join(out, "stacks")).toSorted() : [];
  const texts = written.map((id) => readFileSync(join(out, "stacks", id, "cdk.tf.json"), "utf8"));
  return { status, stdout, stderr, written, texts };
}

describe("the program", () => {
  it("writes dev unless it is told otherwise, and reports the addresses, the node groups and the stacks", () => {
    const { status, stdout, stderr, written } = run({});
    const stacks = [...synthesized(dev).keys()];
    expect({ status, stderr, written }).toEqual({ status: 0, stderr: "", written: stacks.toSorted() });
    expect(stdout).toMatch(/^dev {2}eu-west-1 {2}primary {2}10\.16\.0\.0\/16 {2}euw1-az1 euw1-az2 {2}NAT single\n/);
    expect(stdout).toMatch(/^ {2}general-az1 {2}1-6 nodes\n/m);
    expect(stdout.split("\n").slice(-2)).toEqual([`${stacks.length} stacks: ${stacks.join(", ")}`, ""]);
  });

  it("warns on stderr of what ends soon, which changes no byte of what it writes and reports", () => {
    const day = "2099-12-31";
    const { status, stdout, stderr, texts } = run({}, day);
    const warnings = [warnOfEndingPostgres, warnOfEndingSupport].flatMap((warn) => warn(parsed(dev), new Date(day)));
    expect(warnings).toHaveLength(2);
    expect({ status, stderr }).toEqual({ status: 0, stderr: warnings.map((line) => `warning: ${line}\n`).join("") });
    expect(stderr).toContain("left standard support");
    const stacks = [...synthesized(dev).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(texts).toEqual(stacks.map(({ text }) => text));
    const lines = layers.flatMap(({ plan }) => plan(parsed(dev)).report);
    const ids = [...synthesized(dev).keys()];
    expect(stdout).toBe(`${[...lines, `${ids.length} stacks: ${ids.join(", ")}`].join("\n")}\n`);
  });

  it("refuses bad environments with their problems on stderr, exit code 1 and nothing written", () => {
    const environments = join(temporaryDirectory(), "environments");
    mkdirSync(environments);
    const bad = { ...prod, name: "bad", accountId: "1234" };
    writeFileSync(join(environments, "bad.ts"), `export const environment = ${JSON.stringify(bad)};`);
    writeFileSync(join(environments, "prod.ts"), `export const environment = ${JSON.stringify(prod)};`);
    const { status, stdout, stderr, written } = run({ TANDEM_ENVIRONMENTS: environments, ENVIRONMENT: "all" });
    expect({ status, stdout, written }).toEqual({ status: 1, stdout: "", written: [] });
    expect(stderr.slice(stderr.indexOf("bad.ts"))).toBe(
      `bad.ts: 1 problem, nothing was written

  accountId
    got       "1234"
    expected  12 digits, as a string
    do        copy the account id from the AWS console
`,
    );
  });
});

describe("a file that ends the process", () => {
  it.each([
    ["while it runs", "process.exit(0);"],
    ["while it is read", "export const environment = { get name() { process.exit(0); } };"],
  ])("%s ends it with its report and exit code 1, and nothing written", (_, text) => {
    const environments = join(temporaryDirectory(), "environments");
    mkdirSync(environments);
    writeFileSync(join(environments, "bad.ts"), text);
    const { status, stdout, stderr, written } = run({ TANDEM_ENVIRONMENTS: environments, ENVIRONMENT: "bad" });
    expect({ status, stdout, written }).toEqual({ status: 1, stdout: "", written: [] });
    expect(stderr.slice(stderr.indexOf("bad.ts"))).toBe(
      `bad.ts: 1 problem, nothing was written

  (the file)
    got       the end of the process
    expected  TypeScript that runs to its end
    do        correct the file; npx tsc shows where it is wrong
`,
    );
  });
});

describe("the composition", () => {
  it("has every layer once", () => {
    const names = layers.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("runs the checks of every layer", () => {
    for (const layer of layers) expect(checks).toEqual(expect.arrayContaining([...layer.checks]));
  });
});
