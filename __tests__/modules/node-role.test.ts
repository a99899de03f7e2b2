import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { NodeRole } from "../../modules/node-role/node-role";
import { followed, roleOf } from "../cluster/clusters";
import { synthScope } from "./synth-scope";

const nodeRole = (partition = "aws", imageCaches?: string) =>
  synthScope((scope) => {
    const { arn } = new NodeRole(scope, "node", {
      name: "acme-node",
      partition,
      accountId: "111122223333",
      rules: { path: "/" },
      imageCaches,
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

  it("may pull through caches, and make the repository of a first copy there and nowhere else", () => {
    const caches = "arn:aws:ecr:eu-west-1:111122223333:repository/acme-prod/*";
    const { inline } = roleOf(nodeRole("aws", caches), "acme-node");
    expect(inline.map((text) => JSON.parse(text).Statement)).toEqual([
      [
        {
          Sid: "PullThrough",
          Effect: "Allow",
          Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
          Resource: caches,
        },
      ],
    ]);
  });

  it("has an ARN that is known once it has both", () => {
    const stack = nodeRole("aws-us-gov");
    expect(stack.outputs["arn"]).toMatch(/role\/\$\{aws_iam_role_policy_attachment\.\w+\.role\}$/);
    expect(followed(stack, stack.outputs["arn"])).toBe("arn:aws-us-gov:iam::111122223333:role/acme-node");
  });
});
