import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkModuleCalls } from "../../modules/contracts/check-module-call";
import { type ModuleContract, writeContract } from "../../modules/contracts/contract";
import { writeInputTypes } from "../../modules/contracts/input-types";
import { canResolve } from "../../modules/contracts/version-constraint";
import { locateModule } from "../../modules/module-source";
import {
  type ModuleName,
  moduleProviders,
  moduleVersions,
  type ProviderName,
  providerVersions,
  terraformVersion,
} from "../../modules/versions";
import { dev, local, prodFile as prod, transit } from "../literals";
import { stackOf, synthesized } from "../synthesized";

const modules = join(__dirname, "../../modules");

interface Stored {
  readonly name: string;
  readonly text: string;
  readonly contract: ModuleContract;
}

const stored = readdirSync(join(modules, "contracts"))
  .filter((file) => file.endsWith(".json"))
  .map((file): Stored => {
    const text = readFileSync(join(modules, "contracts", file), "utf8");
    return { name: basename(file, ".json"), text, contract: JSON.parse(text) };
  });
const contracts = stored.map(({ contract }) => contract);

describe("the stored contracts", () => {
  it("are of every pinned module, at the pinned version", () => {
    expect(Object.fromEntries(stored.map(({ name, contract }) => [name, contract.version]))).toEqual(moduleVersions);
  });

  it.each(stored)("$name has inputs and outputs, and is written as the extractor writes", ({ text, contract }) => {
    expect(Object.keys(contract.inputs).length).toBeGreaterThan(10);
    expect(contract.outputs.length).toBeGreaterThan(10);
    expect(text).toBe(writeContract(contract));
  });

  it.each(stored)("$name and the input types beside its binding say the same", ({ name, contract }) => {
    const source = readFileSync(join(modules, name, `${name}-inputs.ts`), "utf8");
    expect(source).toBe(writeInputTypes(contract, `${name.charAt(0).toUpperCase()}${name.slice(1)}Inputs`));
  });

  it.each(stored)("$name works with our Terraform", ({ contract }) => {
    expect(canResolve(terraformVersion, contract.terraform)).toBe(true);
  });

  it.each(stored)("$name works with the pinned versions of all its providers", ({ name, contract }) => {
    const pinned = moduleProviders[name as ModuleName];
    expect(pinned).toEqual(expect.arrayContaining(Object.keys(contract.providers)));
    for (const [provider, { version }] of Object.entries(contract.providers)) {
      expect(canResolve(providerVersions[provider as ProviderName].version, version)).toBe(true);
    }
  });
});

describe("the module calls of every stack", () => {
  const stacks = [dev, prod, local, { ...transit, name: "joined" }].flatMap((environment) => [
    ...synthesized(environment).values(),
  ]);

  it("are some", () => {
    expect(stacks.flatMap(({ json }) => Object.keys(json.module ?? {})).length).toBeGreaterThan(5);
  });

  it.each(stacks)("of $id keep the contracts", ({ json }) => {
    expect(checkModuleCalls(json, contracts)).toEqual([]);
  });

  it("keep them from a directory too", () => {
    const airGapped = { ...prod, terraform: { modules: { from: "directory", path: "/opt/modules" } } } as const;
    for (const { json } of synthesized(airGapped).values()) expect(checkModuleCalls(json, contracts)).toEqual([]);
  });

  it("would not keep them with an input of the database that is misspelt", () => {
    const { json } = stackOf("prod-eu-west-1-data", prod);
    const { multi_az, ...rest } = stackOf("prod-eu-west-1-data", prod).module("postgres-1");
    const misspelt = {
      ...json,
      module: { "postgres-1": { ...rest, source: String(rest["source"]), multi_zone: multi_az } },
    };
    expect(checkModuleCalls(misspelt, contracts)).toEqual([
      "module.postgres-1: multi_zone: got an unknown input, expected one that the module has",
    ]);
  });

  it("would not keep them with a provider that is too old for the module", () => {
    // Only an emulated environment may ask for it.
    const old = { ...local, terraform: { awsProvider: "~> 5.0" } };
    const problems = [...synthesized(old).values()].flatMap(({ json }) => checkModuleCalls(json, contracts));
    expect(problems).toContain("module.vpc: provider hashicorp/aws: got ~> 5.0, expected a range that meets >= 6.28");
  });
});

describe("locateModule", () => {
  const name: ModuleName = "vpc";
  const version = moduleVersions[name];

  it.each([
    [{ from: "public-registry" }, { source: "terraform-aws-modules/vpc/aws", version }],
    [
      { from: "registry", host: "acme.com" },
      { source: "acme.com/terraform-aws-modules/vpc/aws", version },
    ],
    [{ from: "directory", path: "/opt" }, { source: `/opt/terraform-aws-modules/vpc/aws/${version}` }],
  ] as const)("finds a module from %j", (source, location) => {
    expect(locateModule(name, source)).toEqual(location);
  });
});
