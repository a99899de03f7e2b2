import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { checks, layers } from "../../main";
import { regions } from "../../modules/aws-regions";
import { comparedOn } from "../../modules/kubernetes-versions";
import { loadEnvironments } from "../../src/config/load-environments";
import type { Answers } from "../../src/new-environment/answers";
import type { Ask } from "../../src/new-environment/ask-for-rest";
import { createEnvironment } from "../../src/new-environment/create-environment";
import { findNameClashes } from "../../src/stack/name-clashes";
import { environment as golden } from "../golden/created";
import { prod } from "../literals";
import { temporaryDirectory } from "../temporary";

// The way in which the program itself loads environment files.
createRequire(__filename)("../../scripts/typescript.cjs");

const project = resolve(__dirname, "../..");
const rules = { checks, compare: findNameClashes };

const answers: Answers = {
  name: "shop",
  organization: "acme",
  account: "444455556666",
  owner: "shop-team",
  primary: "eu-west-1",
  failover: "eu-central-1",
  administrator: "arn:aws:iam::444455556666:role/platform-admin",
  alarmEmail: "on-call@example.com",
};

/** A directory with these environments, each prod with a change. */
function directoryOf(changes: Readonly<Record<string, object>>): string {
  const directory = temporaryDirectory();
  for (const [name, change] of Object.entries(changes)) {
    const literal = JSON.stringify({ ...prod, name, ...change });
    writeFileSync(join(directory, `${name}.ts`), `export const environment = ${literal};`);
  }
  return directory;
}

const create = (directory: string, given: Partial<Answers>, ask?: Ask) =>
  createEnvironment(given, { directory, project, rules, ask });

/** The report that the answers get; nothing is written. */
async function refusalOf(directory: string, given: Partial<Answers>): Promise<string> {
  const before = readdirSync(directory);
  const refusal = await create(directory, given).then(String, ({ message }: Error) => message);
  expect(readdirSync(directory)).toEqual(before);
  return refusal;
}

const load = (directory: string, selection: string) =>
  loadEnvironments({ directory, selection, ...rules, variables: {} });

describe("a new environment", () => {
  it("is a file that explains itself, with ranges that no other one has", async () => {
    const directory = directoryOf({ prod: {} });
    const lines = await create(directory, answers);
    const path = join(directory, "shop.ts");
    expect(lines).toEqual([
      `wrote ${relative(process.cwd(), path)}: eu-west-1 10.2.0.0/16, eu-central-1 10.3.0.0/16`,
      "next, look at it and run:",
      "  npm run synth -- shop",
      "  npm run state -- bootstrap shop   with credentials of account 444455556666",
      'then README.md, "Use it"',
    ]);
    const home = `${relative(directory, project)}/src/environment/environment`;
    const expected = readFileSync(join(__dirname, "../golden/created.ts"), "utf8");
    // The golden one is formatted, linted and compiled with everything else.
    expect(readFileSync(path, "utf8")).toBe(expected.replace("../../src/environment/environment", home));
  });

  it("passes every check", async () => {
    const directory = directoryOf({ prod: {} });
    await create(directory, answers);
    expect(load(directory, "all").map(({ name, regions: pair }) => [name, pair.map(({ cidr }) => cidr)])).toEqual([
      ["prod", ["10.0.0.0/16", "10.1.0.0/16"]],
      ["shop", ["10.2.0.0/16", "10.3.0.0/16"]],
    ]);
    expect(golden.name).toBe("shop");
  });

  it.each(Object.keys(regions))("passes every check in %s, and needs no warning", async (code) => {
    const directory = temporaryDirectory();
    const { partition } = regions[code] ?? { partition: "aws" };
    const failover =
      Object.keys(regions).find((other) => other !== code && regions[other]?.partition === partition) ?? "";
    const administrator = `arn:${partition}:iam::444455556666:role/platform-admin`;
    await create(directory, { ...answers, primary: code, failover, administrator });
    const environments = load(directory, "shop");
    expect(environments.map(({ regions: pair }) => pair.map((region) => region.code))).toEqual([[code, failover]]);
    const day = new Date(comparedOn);
    expect(environments.flatMap((one) => layers.flatMap(({ warn }) => warn(one, day)))).toEqual([]);
  });

  it("keeps away from the networks that others reach", async () => {
    const directory = directoryOf({ prod: { peers: { office: { cidr: "10.2.0.0/15" } } } });
    expect((await create(directory, answers))[0]).toMatch(/: eu-west-1 10\.4\.0\.0\/16, eu-central-1 10\.5\.0\.0\/16$/);
  });

  it("is refused with everything that is wrong or missing, in the words of the command line", async () => {
    const given = { name: "Shop", account: "12", primary: "eu-west-1", failover: "eu-west-1", alarmEmail: "nobody" };
    expect(await refusalOf(temporaryDirectory(), given)).toBe(`npm run new: 7 problems, nothing was written

  <name>
    got       "Shop"
    expected  lower-case letters, digits and single dashes, starting with a letter
    do        rename it; names of AWS resources are built from it

  --organization
    got       nothing
    expected  first part of every name in AWS, such as acme
    do        add --organization <name>

  --account
    got       "12"
    expected  12 digits, as a string
    do        copy the account id from the AWS console

  --owner
    got       nothing
    expected  who answers for it, a tag on every resource
    do        add --owner <team>

  --failover
    got       "eu-west-1", which --primary is already
    expected  two different regions
    do        choose another region: a pair in one place survives nothing

  --administrator
    got       nothing
    expected  ARN of the IAM role that administers clusters and their keys; it must exist
    do        add --administrator <arn>

  --alarm-email
    got       "nobody"
    expected  an address, such as on-call@example.com
    do        write the address alone, without a name or mailto:`);
  });

  it.each([
    [
      "a name that there is",
      { name: "prod" },
      /<name>\n {4}got {7}"prod", which .*prod\.ts is\n {4}expected {2}the name of no other environment\n/,
    ],
    ["a name that selects all", { name: "all" }, /<name>\n {4}got {7}"all"\n/],
    [
      "names that another file makes too",
      {
        name: "x",
        organization: "acme-prod",
        account: "111122223333",
        administrator: "arn:aws:iam::111122223333:role/a",
      },
      /<name>\n {4}got {7}.*as in .*prod-x\.ts\n/,
    ],
    ["names that are too long together", { organization: "a".repeat(40) }, /<name>\n {4}got {7}"a{40}-shop-/],
    [
      "a pair across partitions",
      { failover: "us-gov-west-1" },
      /--failover\n {4}got {7}"us-gov-west-1" of partition aws-us-gov\n/,
    ],
    ["a role of another partition", { administrator: "arn:aws-us-gov:iam::444455556666:role/a" }, /--administrator\n/],
  ])("may not have %s", async (_, change, report) => {
    const directory = directoryOf({ prod: {}, "prod-x": { organization: "acme" } });
    const refusal = await refusalOf(directory, { ...answers, ...change });
    expect(refusal).toMatch(/^npm run new: 1 problem, nothing was written\n/);
    expect(refusal).toMatch(report);
  });

  it("waits until the other files can be read: it could take their ranges", async () => {
    const directory = directoryOf({ prod: {} });
    writeFileSync(join(directory, "broken.ts"), 'throw new Error("no such secret");');
    expect(await refusalOf(directory, answers)).toContain("broken.ts: 1 problem, nothing was written");
  });

  it("is refused where no ranges are left", async () => {
    const directory = directoryOf({ prod: { peers: { everything: { cidr: "10.0.0.0/8" } } } });
    expect(await refusalOf(directory, answers)).toMatch(
      /: no two ranges of \/16 are free in 10\.0\.0\.0\/8, or none of/,
    );
  });
});

describe("who is asked", () => {
  it("is asked for what is missing, until it is right", async () => {
    const directory = directoryOf({ prod: {} });
    const says: Readonly<Record<string, readonly string[]>> = {
      "<name>": ["prod", " shop "],
      "--account": ["12", answers.account],
    };
    const asked: string[] = [];
    const { name: _, account: __, ...given } = answers;
    await create(directory, given, async ({ flag }, expectationOf) => {
      const [wrong = "", right = ""] = says[flag] ?? [];
      asked.push(`${flag}: ${expectationOf(wrong)}`);
      expect(expectationOf(right)).toBeUndefined();
      return right;
    });
    expect(asked).toEqual(["<name>: the name of no other environment", "--account: 12 digits, as a string"]);
    expect(load(directory, "shop").map(({ name, accountId }) => [name, accountId])).toEqual([
      ["shop", answers.account],
    ]);
  });
});

it("`npm run new` does all of this", () => {
  const directory = temporaryDirectory();
  const flags = ["--organization", "acme", "--account", answers.account, "--owner", "me", "--primary", "eu-west-1"];
  const rest = [
    "--failover",
    "eu-central-1",
    "--administrator",
    answers.administrator,
    "--alarm-email",
    answers.alarmEmail,
  ];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-r", "./scripts/typescript.cjs", "scripts/new.ts", "shop", ...flags, ...rest],
    { cwd: project, encoding: "utf8", env: { PATH: process.env["PATH"], TANDEM_ENVIRONMENTS: directory } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^wrote .*shop\.ts: eu-west-1 10\.0\.0\.0\/16, eu-central-1 10\.1\.0\.0\/16\n/);
  expect(load(directory, "shop").map(({ owner }) => owner)).toEqual(["me"]);
});
