import { expect, it } from "vitest";
import { type PlanJson, plannedResources } from "../../src/adopt/planned-resource";
import { ireland } from "./planned";

const change = { actions: ["create"], before: null, after: {}, after_unknown: {} };
const aws = (region: string, more: object = {}) => ({
  expressions: { region: { constant_value: region }, ...more },
});

function resourcesOf(
  changes: readonly {
    readonly address: string;
    readonly type?: string;
    readonly mode?: string;
    readonly change?: object;
  }[],
  root: PlanJson["configuration"]["root_module"] = {},
  providers: PlanJson["configuration"]["provider_config"] = { aws: aws("eu-west-1") },
) {
  return plannedResources({
    resource_changes: changes.map((one) => ({
      mode: "managed",
      type: "aws_vpc",
      ...one,
      change: { ...change, ...one.change },
    })),
    configuration: { provider_config: providers, root_module: root },
  });
}

it("a planned resource has the values that are known, and names those that are not", () => {
  const [resource] = resourcesOf([
    {
      address: "aws_vpc.this",
      change: {
        after: { cidr_block: "10.0.0.0/16", tags: null },
        after_unknown: { id: true, tags_all: {}, route: [{}] },
      },
    },
  ]);
  expect(resource).toEqual({
    address: "aws_vpc.this",
    type: "aws_vpc",
    actions: ["create"],
    reason: undefined,
    replacedFor: [],
    values: { cidr_block: "10.0.0.0/16", tags: null },
    unknown: new Set(["id"]),
    existing: undefined,
    place: ireland,
  });
});

it("what is replaced says why", () => {
  const [resource] = resourcesOf([
    {
      address: "aws_db_instance.this",
      change: {
        actions: ["delete", "create"],
        before: { id: "acme-1" },
        replace_paths: [["kms_key_id"], ["blocks", 0, "size"]],
      },
    },
  ]);
  expect(resource).toMatchObject({ existing: { id: "acme-1" }, replacedFor: ["kms_key_id", "blocks.0.size"] });
});

it("data sources, and what is not of AWS, are left out", () => {
  expect(
    resourcesOf([
      { address: "data.aws_vpc.this", mode: "data" },
      { address: "time_sleep.this", type: "time_sleep" },
      { address: "aws_vpc.this" },
    ]).map(({ address }) => address),
  ).toEqual(["aws_vpc.this"]);
});

it("a resource is in the region of its provider, also one of many inside modules", () => {
  const places = resourcesOf(
    [
      { address: "aws_vpc.one" },
      { address: "aws_vpc.two" },
      { address: 'module.nodes["a.b[0]"].module.group.aws_launch_template.this[0]' },
    ],
    {
      resources: [
        { address: "aws_vpc.one", provider_config_key: "aws.euw1" },
        { address: "aws_vpc.two", provider_config_key: "aws.euc1" },
      ],
      module_calls: {
        nodes: {
          module: {
            module_calls: {
              group: {
                module: { resources: [{ address: "aws_launch_template.this", provider_config_key: "aws.euc1" }] },
              },
            },
          },
        },
      },
    },
    { aws: {}, "aws.euw1": aws("eu-west-1"), "aws.euc1": aws("eu-central-1") },
  );
  expect(places.map(({ place }) => place.region)).toEqual(["eu-west-1", "eu-central-1", "eu-central-1"]);
});

it("an emulator is asked in place of AWS", () => {
  const [resource] = resourcesOf(
    [{ address: "aws_vpc.this" }],
    {},
    {
      aws: aws("eu-west-1", {
        access_key: { constant_value: "111122223333" },
        secret_key: { constant_value: "emulator" },
        endpoints: [{ ec2: { constant_value: "http://127.0.0.1:4567" } }],
      }),
    },
  );
  expect(resource?.place).toEqual({
    region: "eu-west-1",
    endpoints: { ec2: "http://127.0.0.1:4567" },
    accessKey: "111122223333",
    secretKey: "emulator",
  });
});
