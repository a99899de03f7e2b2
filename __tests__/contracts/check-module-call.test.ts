import { describe, expect, it } from "vitest";
import { checkModuleCalls, type ModuleCall, type StackJson } from "../../modules/contracts/check-module-call";
import type { ModuleContract } from "../../modules/contracts/contract";
import { parseTypeExpression } from "../../modules/contracts/type-expression";

const input = (type: string, required = false, nullable = true) => ({
  type: parseTypeExpression(type),
  required,
  nullable,
});

const contract: ModuleContract = {
  module: "terraform-aws-modules/net/aws",
  version: "6.6.0",
  terraform: ">= 1.5",
  providers: { aws: { source: "hashicorp/aws", version: ">= 6.28" } },
  inputs: {
    name: input("string", true, false),
    zones: input("list(string)"),
    rules: input("list(object({ port = number, cidr = optional(string) }))"),
  },
  outputs: ["net_id", "subnets"],
};

const sound: ModuleCall = { source: "terraform-aws-modules/net/aws", version: "6.6.0", name: "acme" };

/** An expression of Terraform. */
const reference = (expression: string) => `\${${expression}}`;

/** Problems of a stack that makes one call and has these further parts. */
const problemsOf = (call: ModuleCall, more: object = {}) =>
  checkModuleCalls({ module: { net: call }, ...more }, [contract]);

describe("a call without problems", () => {
  it.each<[string, ModuleCall]>([
    ["from the public registry", sound],
    ["from a private registry", { ...sound, source: "registry.acme.com/terraform-aws-modules/net/aws" }],
    ["from a directory", { source: "/opt/terraform-aws-modules/net/aws/6.6.0", name: "acme" }],
    ["with meta-arguments", { ...sound, providers: { aws: "aws.euw1" }, depends_on: ["a.b"], count: 1, "//": {} }],
    ["with references", { ...sound, name: reference("var.name"), zones: reference("var.zones") }],
    ["with null for the default", { ...sound, zones: null }],
  ])("%s", (_, call) => {
    expect(problemsOf(call)).toEqual([]);
  });

  it("is none at all", () => {
    expect(checkModuleCalls({}, [contract])).toEqual([]);
  });
});

describe("a problem of a call", () => {
  it.each<[string, ModuleCall, string]>([
    ["an unknown input", { ...sound, zone: ["a"] }, "zone: got an unknown input, expected one that the module has"],
    [
      "a missing required input",
      { source: sound.source, version: "6.6.0" },
      "name: got nothing, expected a value: the input is required",
    ],
    ["null for a required input", { ...sound, name: null }, "name: got null, expected a value"],
    ["a value that cannot be converted", { ...sound, zones: "a" }, 'zones: got "a", expected list'],
    [
      "an attribute that the object type would drop",
      { ...sound, rules: [{ port: 1 }, { port: 2, ports: [3] }] },
      "rules[1].ports: got an unknown attribute, expected one of port, cidr",
    ],
    [
      "a missing attribute",
      { ...sound, rules: [{}] },
      "rules[0].port: got nothing, expected a value: the attribute is required",
    ],
    [
      "an unknown module",
      { ...sound, source: "terraform-aws-modules/other/aws" },
      "got terraform-aws-modules/other/aws 6.6.0, expected a module with a contract: terraform-aws-modules/net/aws 6.6.0",
    ],
    [
      "another version of a known module",
      { ...sound, version: "6.7.0" },
      "got terraform-aws-modules/net/aws 6.7.0, expected a module with a contract: terraform-aws-modules/net/aws 6.6.0",
    ],
    [
      "a directory of another version",
      { source: "/opt/terraform-aws-modules/net/aws/6.7.0", name: "acme" },
      "got /opt/terraform-aws-modules/net/aws/6.7.0 , expected a module with a contract: terraform-aws-modules/net/aws 6.6.0",
    ],
  ])("is %s", (_, call, problem) => {
    expect(problemsOf(call)).toEqual([`module.net: ${problem}`]);
  });
});

describe("a problem of a stack", () => {
  const terraform = (version: string, required: string): Pick<StackJson, "terraform"> => ({
    terraform: { required_version: required, required_providers: { aws: { source: "aws", version } } },
  });

  it("is an output that does not exist, once however often it is read", () => {
    const output = { a: { value: reference("module.net.net_ids") }, b: { value: reference("module.net.net_ids[0]") } };
    expect(problemsOf(sound, { output })).toEqual([
      "module.net: output net_ids: got a reference, expected an output that the module has",
    ]);
  });

  it("is no output of another module, and none that exists", () => {
    const output = { a: { value: reference("module.net.net_id") }, b: { value: reference("module.other.net_ids") } };
    expect(problemsOf(sound, { output })).toEqual([]);
  });

  it.each([
    ["a provider range that meets the module", ">= 6.28, < 7", ">= 1.11.1", []],
    [
      "a provider range that cannot resolve",
      "~> 5.0",
      ">= 1.11.1",
      ["module.net: provider hashicorp/aws: got ~> 5.0, expected a range that meets >= 6.28"],
    ],
    [
      "a Terraform range that cannot resolve",
      "6.28.0",
      "< 1.5",
      ["module.net: terraform: got < 1.5, expected a range that meets >= 1.5"],
    ],
  ])("is decided for %s", (_, version, required, problems) => {
    expect(problemsOf(sound, terraform(version, required))).toEqual(problems);
  });

  it("names every call that has one", () => {
    const module = { one: { ...sound, x: 1 }, two: sound, three: { ...sound, y: 1 } };
    expect(checkModuleCalls({ module }, [contract])).toEqual([
      "module.one: x: got an unknown input, expected one that the module has",
      "module.three: y: got an unknown input, expected one that the module has",
    ]);
  });
});
