import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { NodeRole } from "../../modules/node-role/node-role";
import { followed, roleOf } from "../cluster/clusters";
import { synthScope } from "./synth-scope";

const nodeRole = (partition = "aws") =>
  synthScope((scope) => {
    const { arn } = new NodeRole(scope, "node", {
      name: "acme-node",
      partition,
      accountId: "111122223333",
      rules: { path: "/" },
    });
    new TerraformOutput(scope, "arn", { value: arn, staticId: true });
  });

describe("the role of nodes", () => {
  it("is for instances of EC2", () => {
    expect(roleOf(nodeRole(), "acme-node").trust).toEqual([
      { Sid: "Nodes", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  it.each(["aws", "aws-us-gov"])(
    "has two policies of AWS in %s, none of them for the CNI, and none of its own",
    (partition) => {
      const { managed, inline } = roleOf(nodeRole(partition), "acme-node");
      expect(managed).toEqual([
        `arn:${partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy`,
        `arn:${partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly`,
      ]);
      expect(inline).toEqual([]);
    },
  );

  it("has an ARN that is known once it has both", () => {
    const stack = nodeRole("aws-us-gov");
    expect(stack.outputs["arn"]).toMatch(/role\/\$\{aws_iam_role_policy_attachment\.\w+\.role\}$/);
    expect(followed(stack, stack.outputs["arn"])).toBe("arn:aws-us-gov:iam::111122223333:role/acme-node");
  });
});
