import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it, vi } from "vitest";
import { LayerStack } from "../../src/stack/layer-stack";
import { planRegionStack, planSharedStack } from "../../src/stack/stack-plan";
import { dev, local, parsed, prod, transit } from "../literals";
import { stackOf, synthesizeAnew, synthesized } from "../synthesized";
import { temporaryApp } from "../temporary";

const environment = parsed(prod);
const regionStack = () => new LayerStack(temporaryApp(), planRegionStack(environment, "network", "eu-west-1"));
const sharedStack = () => new LayerStack(temporaryApp(), planSharedStack(environment, "peering"));

describe("getProvider", () => {
  it("finds the provider of a region that the stack is planned for", () => {
    expect(sharedStack().getProvider("eu-central-1").alias).toBe("euc1");
    expect(regionStack().getProvider("eu-west-1").alias).toBeUndefined();
  });

  it("refuses another region, and says which there are", () => {
    expect(() => sharedStack().getProvider("us-east-1")).toThrow(
      "prod-peering has no provider for us-east-1, expected one of eu-central-1, eu-west-1",
    );
  });
});

describe("addresses", () => {
  const addressOf = (ids: readonly string[]) => {
    const parents = ids.slice(0, -1);
    const scope = parents.reduce<Construct>((outer, id) => new Construct(outer, id), regionStack());
    return new KmsAlias(scope, ids.at(-1) ?? "", { targetKeyId: "key" }).friendlyUniqueId;
  };

  it.each([
    [["alias"], "alias"],
    [["logs", "alias"], "logs_alias"],
    [["a-b", "c", "d2"], "a-b_c_d2"],
  ] as const)("of %j are the path of ids", (ids, address) => {
    expect(addressOf(ids)).toBe(address);
  });

  it.each([
    [["logs", "key_alias"], "key_alias", "prod-eu-west-1-network/logs/key_alias"],
    [["log_s", "alias"], "log_s", "prod-eu-west-1-network/log_s/alias"],
    [["logs", "Alias"], "Alias", "prod-eu-west-1-network/logs/Alias"],
    [["logs", "a.b"], "a.b", "prod-eu-west-1-network/logs/a.b"],
  ] as const)("refuse the ids %j, which could make two paths collide", (ids, unclear, path) => {
    expect(() => addressOf(ids)).toThrow(
      `id ${unclear} in ${path}, expected lower-case letters, digits and dashes: Terraform addresses are made of ids`,
    );
  });
});

it("takes the provider's version constraint from the environment", () => {
  const pinned = { ...prod, terraform: { awsProvider: "6.28.0" } };
  expect(stackOf("prod-peering", pinned).json.terraform.required_providers["aws"]?.version).toBe("6.28.0");
});

it.each([
  ["dev", dev],
  ["local", local],
  ["prod", prod],
  ["prod with transit gateways", transit],
])("leaves out CDKTF's preparation of stacks, and writes the same bytes for %s", (_, literal) => {
  const prepare = vi.spyOn(LayerStack.prototype, "prepareStack").mockImplementation(function (this: LayerStack) {
    TerraformStack.prototype.prepareStack.call(this);
  });
  try {
    const prepared = [...synthesizeAnew([literal]).values()];
    expect(prepare).toHaveBeenCalledTimes(prepared.length);
    expect(prepared.map(({ text }) => text)).toEqual([...synthesized(literal).values()].map(({ text }) => text));
  } finally {
    prepare.mockRestore();
  }
});
