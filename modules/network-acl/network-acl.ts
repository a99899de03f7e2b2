import { NetworkAcl as AwsNetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";

/** One rule that lets TCP pass. What no rule lets pass is refused. */
export interface NetworkAclRule {
  /** Order of evaluation, 100 to 32766, and the rule's identity: a rule that stays keeps its number. */
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

/** Rules that the ACL adds to those it is given, in each direction. */
export const ownRulesPerDirection = 1;

/**
 * "This packet is too big for my way": without it a sender that sees no reply sends the same again, so that small answers arrive and large ones
 * hang. It comes from whatever router has the smaller MTU, 8500 bytes between regions where a VPC has 9001, so from no range that could be named.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
 */
const fragmentationNeeded = {
  ruleNo: 10,
  action: "allow",
  protocol: "icmp",
  icmpType: 3,
  icmpCode: 4,
  cidrBlock: "0.0.0.0/0",
  fromPort: 0,
  toPort: 0,
};

/**
 * A network ACL that admits the given TCP traffic, path MTU discovery, and nothing else. It has no memory: replies need rules of their own.
 * The rules stand inside the ACL, by number; the vpc module would key them by position, and adding a zone would move them all.
 */
export class NetworkAcl extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, subnetIds, ingress, egress }: NetworkAclProps) {
    super(scope, id);
    new AwsNetworkAcl(this, "acl", {
      vpcId,
      subnetIds,
      ingress: [fragmentationNeeded, ...ingress.map(allow)],
      egress: [fragmentationNeeded, ...egress.map(allow)],
      tags: { Name: name },
    });
  }
}

function allow({ ruleNo, cidr, fromPort, toPort }: NetworkAclRule) {
  return { ruleNo, action: "allow", protocol: "tcp", cidrBlock: cidr, fromPort, toPort };
}
