import { type NetworkAclRule, ownRulesPerDirection } from "../../modules/network-acl/network-acl";

export interface NetworkAclPlan {
  readonly ingress: readonly NetworkAclRule[];
  readonly egress: readonly NetworkAclRule[];
}

/** Who may talk to the tiers that have a network ACL of their own. Ranges, since ACLs know nothing else. */
export interface Talkers {
  /** Private subnets of the region itself: its nodes and pods. */
  readonly own: readonly string[];
  /** Private subnets of the other region. */
  readonly other: readonly string[];
  /** Networks that people and pipelines come from. */
  readonly peers: readonly string[];
}

/**
 * Rules that AWS admits in one direction of one ACL, without a quota increase: 20, less the last one, which denies, and the one that every ACL
 * of ours has for path MTU discovery.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const maxRulesPerDirection = 19 - ownRulesPerDirection;

const postgresql = { fromPort: 5432, toPort: 5432 };
const https = { fromPort: 443, toPort: 443 };
/** Where clients listen for replies: NAT gateways and load balancers use the whole range, Linux a part of it. */
const ephemeral = { fromPort: 1024, toPort: 65535 };

/** Numbers of a kind of rule follow from place and zone, with room for nine zones: a zone that is added moves no rule. */
const numbered = (start: number, cidrs: readonly string[], ports: { fromPort: number; toPort: number }) =>
  cidrs.map((cidr, i): NetworkAclRule => ({ ruleNo: start + i * 10, cidr, ...ports }));

/** The database answers the pods of both regions. It asks nobody: RDS replicates and backs up on a network of its own. */
export function planDatabaseAcl({ own, other }: Talkers): NetworkAclPlan {
  return {
    ingress: [...numbered(100, own, postgresql), ...numbered(200, other, postgresql)],
    egress: [...numbered(100, own, ephemeral), ...numbered(200, other, ephemeral)],
  };
}

/**
 * The control plane's interfaces: nodes and peers call the API (443); the API calls kubelets and webhooks on nodes, whose ports below 1024
 * are 443 alone.
 */
export function planIntraAcl({ own, peers }: Talkers): NetworkAclPlan {
  return {
    ingress: [...numbered(100, own, https), ...numbered(200, own, ephemeral), ...numbered(300, peers, https)],
    egress: [...numbered(100, own, https), ...numbered(200, own, ephemeral), ...numbered(300, peers, ephemeral)],
  };
}
