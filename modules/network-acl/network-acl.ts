import { NetworkAcl as AwsNetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";

/** One TCP rule that lets packets pass. What no rule lets pass is refused. */
export interface NetworkAclRule {
  /** Order of evaluation, 1 to 32766, and the rule's identity: a rule that stays keeps its number. */
  readonly ruleNo: number;
  readonly cidr: string;
  readonly fromPort: number;
  readonly toPort: number;
}

export interface NetworkAclProps {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly ingress: readonly NetworkAclRule[];
  readonly egress: readonly NetworkAclRule[];
}

/**
 * A network ACL that admits the given TCP traffic and nothing else. It has no memory: replies need rules of their own.
 * The rules stand inside the ACL, by number; the vpc module would key them by position, and adding a zone would move them all.
 */
export class NetworkAcl extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, subnetIds, ingress, egress }: NetworkAclProps) {
    super(scope, id);
    new AwsNetworkAcl(this, "acl", {
      vpcId,
      subnetIds,
      ingress: ingress.map(allow),
      egress: egress.map(allow),
      tags: { Name: name },
    });
  }
}

function allow({ ruleNo, cidr, fromPort, toPort }: NetworkAclRule) {
  return { ruleNo, action: "allow", protocol: "tcp", cidrBlock: cidr, fromPort, toPort };
}
