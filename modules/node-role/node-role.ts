import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../iam/policy-document";
import { roleArn } from "../iam/role-arn";
import { givePolicies } from "../iam/role-policies";
import { type RoleRules, roleArguments } from "../iam/role-rules";

export interface NodeRoleProps {
  readonly name: string;
  readonly partition: string;
  readonly accountId: string;
  readonly rules: RoleRules;
  /** ARN of the repositories that keep copies of other registries' images: the first pull of an image makes one. @default - none */
  readonly imageCaches?: string | undefined;
}

/** The role of all nodes of a cluster: they may join it and pull images, and nothing else. */
export class NodeRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const { name, partition, accountId, rules, imageCaches } = props;
    const role = new IamRole(this, "role", {
      name,
      ...roleArguments(rules),
      assumeRolePolicy: policyDocument([
        { Sid: "Nodes", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
    });
    // Without AmazonEKS_CNI_Policy: the CNI has a role of its own. https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
    const roleName = givePolicies(this, role, partition, {
      managed: { join: "AmazonEKSWorkerNodePolicy", pull: "AmazonEC2ContainerRegistryPullOnly" },
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
      statements: imageCaches === undefined ? [] : [pullThrough(imageCaches)],
    });
    this.arn = roleArn({ partition, accountId, rules }, roleName);
  }
}

function pullThrough(imageCaches: string): PolicyStatement {
  return {
    Sid: "PullThrough",
    Effect: "Allow",
    Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
    Resource: imageCaches,
  };
}
