import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { policyDocument } from "../iam/policy-document";
import { roleArn } from "../iam/role-arn";
import { givePolicies } from "../iam/role-policies";
import { type RoleRules, roleArguments } from "../iam/role-rules";

export interface NodeRoleProps {
  readonly name: string;
  readonly partition: string;
  readonly accountId: string;
  readonly rules: RoleRules;
}

/** The role of all nodes of a cluster: they may join it and pull images, and nothing else. */
export class NodeRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, partition, accountId, rules }: NodeRoleProps) {
    super(scope, id);
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
    });
    this.arn = roleArn({ partition, accountId, rules }, roleName);
  }
}
