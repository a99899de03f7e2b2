import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import { givePolicies, type RolePolicies } from "../../modules/iam/role-policies";
import { followed, rolesOf, statementsOf } from "../cluster/clusters";
import { synthScope } from "./synth-scope";

const read: PolicyStatement = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" };

/** A role with policies, and an output with the name that comes back. */
const withPolicies = (policies: RolePolicies, partition = "aws") =>
  synthScope((scope) => {
    const role = new IamRole(scope, "role", { name: "acme", assumeRolePolicy: '{"Statement":[]}' });
    new TerraformOutput(scope, "name", { value: givePolicies(scope, role, partition, policies), staticId: true });
  });

describe("the policies of a role", () => {
  it("are none where there are none", () => {
    const stack = withPolicies({});
    expect(Object.keys(stack.json.resource ?? {})).toEqual(["aws_iam_role"]);
    expect(stack.outputs["name"]).toMatch(/^\$\{aws_iam_role\.\w+\.name\}$/);
  });

  it("are those of AWS by name, in its partition", () => {
    const managed = {
      monitor: "service-role/AmazonRDSEnhancedMonitoringRole",
      pull: "AmazonEC2ContainerRegistryPullOnly",
    };
    expect(rolesOf(withPolicies({ managed }, "aws-us-gov")).get("acme")).toMatchObject({
      managed: [
        "arn:aws-us-gov:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        "arn:aws-us-gov:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ],
      inline: [],
    });
  });

  it("are one of its own beside them, which takes the place of a former one", () => {
    const stack = withPolicies({ statements: [read] });
    const policy = stack.only("aws_iam_role_policy");
    expect(policy["name"]).toBe("permissions");
    expect(JSON.parse(String(policy["policy"]))).toEqual({ Version: "2012-10-17", Statement: [read] });
    expect(rolesOf(stack).get("acme")?.inline.flatMap(statementsOf)).toEqual([read]);
  });

  // Whoever has the name depends on every policy, and on destroy the policies go last.
  it("all stand between the role and whoever uses its name", () => {
    const stack = withPolicies({ managed: { first: "One", second: "Two" }, statements: [read] });
    const hops: string[] = [];
    for (let name = String(stack.outputs["name"]); name !== "acme"; ) {
      const [, type = "", id = "", attribute = ""] = /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/.exec(name) ?? [];
      hops.push(type);
      name = String(stack.resources(type)[id]?.[attribute]);
    }
    expect(hops).toEqual([
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
      "aws_iam_role_policy_attachment",
      "aws_iam_role",
    ]);
    expect(followed(stack, stack.outputs["name"])).toBe("acme");
  });
});
