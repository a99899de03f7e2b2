import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { followed } from "../cluster/clusters";
import { prod } from "../literals";
import { type Block, type SynthesizedStack, synthesized } from "../synthesized";

const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
const stacksWith = (iam: EnvironmentInput["iam"]) => [...synthesized({ ...prod, iam }).values()];

/** What a stack's roles are asked to be, whoever makes them. A module is asked in its own words. */
function rolesIn(stack: SynthesizedStack): readonly { readonly path: unknown; readonly boundary: unknown }[] {
  const ofModules: Readonly<Record<string, (call: Block) => { path: unknown; boundary: unknown }>> = {
    vpc: (call) => ({
      path: call["vpc_flow_log_iam_role_path"],
      boundary: call["vpc_flow_log_permissions_boundary"],
    }),
    eks: (call) => ({ path: call["iam_role_path"], boundary: call["iam_role_permissions_boundary"] }),
  };
  return [
    ...Object.values(stack.resources("aws_iam_role")).map((role) => ({
      path: role["path"],
      boundary: role["permissions_boundary"],
    })),
    ...Object.entries(ofModules)
      .filter(([id]) => stack.moduleIds.includes(id))
      .map(([id, read]) => read(stack.module(id))),
  ];
}

describe("every role", () => {
  it("stands at the root without a boundary where nothing is asked", () => {
    const roles = stacksWith({}).flatMap(rolesIn);
    expect(roles.length).toBeGreaterThan(20);
    expect(new Set(roles.map((role) => JSON.stringify(role)))).toEqual(new Set([JSON.stringify({ path: "/" })]));
  });

  it("has the path and the boundary that the file asks for", () => {
    const roles = stacksWith({ path: "/platform/", permissionsBoundary }).flatMap(rolesIn);
    expect(new Set(roles.map((role) => JSON.stringify(role)))).toEqual(
      new Set([JSON.stringify({ path: "/platform/", boundary: permissionsBoundary })]),
    );
  });

  // Where a module makes roles of its own we either have it make none, or ask it for the same.
  it("is made by us, by vpc or by eks", () => {
    for (const stack of stacksWith({})) {
      for (const id of stack.moduleIds.filter((one) => !["vpc", "eks"].includes(one)))
        expect(stack.module(id)).toMatchObject({ monitoring_role_arn: expect.any(String) });
      if (!stack.moduleIds.includes("eks")) continue;
      for (const group of Object.values(stack.module("eks")["eks_managed_node_groups"] as Record<string, Block>))
        expect(group["create_iam_role"]).toBe(false);
    }
  });

  it("is named with its path where somebody takes it", () => {
    const clusters = stacksWith({ path: "/platform/" }).filter(({ id }) => id.endsWith("-cluster"));
    expect(clusters).toHaveLength(2);
    for (const stack of clusters) {
      const arns = followed(stack, JSON.stringify(stack.module("eks"))).match(
        /arn:aws:iam::111122223333:role[^"]*acme-prod-eu[^"]*/g,
      );
      expect(arns?.length).toBeGreaterThan(2);
      for (const arn of arns ?? []) expect(arn).toMatch(/:role\/platform\/acme-prod-eu(w|c)1-[a-z-]+$/);
    }
  });
});
