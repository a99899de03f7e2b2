/** A finding that stays, by somebody's decision. */
export interface AcceptedFinding {
  /** Id of checkov's check, or `policy/<rule>` of the linter of policies. */
  readonly check: string;
  /** The stacks that it is about. */
  readonly layer: "state" | "network" | "peering" | "certificates" | "data" | "entry" | "cluster" | "edge";
  /** Address in the stack; `*` stands for any characters. Of a policy, its statement and what is wrong with it follow. */
  readonly address: string;
  /** Why it is right as it is, or better than what the check asks for. */
  readonly reason: string;
}

const instance = "module.postgres-1.module.db_instance.aws_db_instance.this[0]";
const controllerPolicy = "aws_iam_role_policy.aws-load-balancer-controller_policy.policy";
const elbTags =
  "ELB v2 knows it for its tags; the data set has AddTags and RemoveTags of Classic Load Balancers under the same names";
const logsKey = "AWS's own statement for log groups; this part of it matches nothing, and does no harm";

/**
 * Everything that scanners say of what Terraform makes of `prod`, and that is not changed. `npm run scan` fails on a finding that is not in
 * here, and on an entry that finds nothing any more.
 */
export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    check: "CKV_AWS_144",
    layer: "state",
    address: "aws_s3_bucket.*_bucket",
    reason: "a copy of a lost region's state describes nothing that could be changed, and splits it (ADR 2)",
  },
  {
    check: "CKV_AWS_18",
    layer: "state",
    address: "aws_s3_bucket.*_bucket",
    reason:
      "every read and write is in CloudTrail, by KMS: access logs arrive when they can and want a bucket more (ADR 2)",
  },
  {
    check: "CKV2_AWS_62",
    layer: "state",
    address: "aws_s3_bucket.*_bucket",
    reason: "nothing acts on a change of state; who reads and writes it is in CloudTrail (ADR 2)",
  },
  {
    check: "CKV2_AWS_1",
    layer: "network",
    address: "aws_network_acl.*_acl",
    reason: "not so: the ACL names its subnets itself, and checkov looks for an association of its own",
  },
  {
    check: "CKV2_AWS_11",
    layer: "network",
    address: "module.vpc.aws_vpc.this[0]",
    reason: "not so: the module makes aws_flow_log.this, and checkov does not see through its count",
  },
  {
    check: "CKV2_AWS_19",
    layer: "network",
    address: "module.vpc.aws_eip.nat[*]",
    reason: "an address of a NAT gateway, which is no instance",
  },
  {
    check: "CKV2_AWS_44",
    layer: "network",
    address: "module.vpc.aws_route_table.private[*]",
    reason: "not so: the default route leads to the NAT gateway, those of the peering to the other region's ranges",
  },
  {
    check: "CKV2_AWS_5",
    layer: "data",
    address: "aws_security_group.postgres-1-access_group",
    reason: "not so: the instance wears it, and checkov does not see into the module",
  },
  {
    check: "CKV2_AWS_30",
    layer: "data",
    address: instance,
    reason:
      "log_statement would write passwords of roles: pgaudit logs definitions and roles, the log slow statements (ADR 19)",
  },
  {
    check: "CKV2_AWS_34",
    layer: "data",
    address: "aws_ssm_parameter.connection_*",
    reason:
      "host names, a port, and the name of a secret: nothing in them is secret, and pods need no key to read them",
  },
  {
    check: "CKV2_AWS_57",
    layer: "data",
    address: "aws_secretsmanager_secret.credentials-1_secret",
    reason: "rotated by passwordVersion: nobody but Terraform uses the master user (ADR 8)",
  },
  {
    check: "CKV_AWS_157",
    layer: "data",
    address: instance,
    reason:
      "the replica is the second copy: its zones are a matter of the role, and a promotion in one zone is warned of",
  },
  {
    check: "CKV_AWS_226",
    layer: "data",
    address: instance,
    reason: "versions stand in the file, the same for writer and replica, and are raised by somebody who looks on",
  },
  {
    check: "CKV2_AWS_71",
    layer: "certificates",
    address: "aws_acm_certificate.eu*",
    reason: "every host of a service is right below the domain: a new one needs no new certificate (ADR 31)",
  },
  {
    check: "CKV_AWS_260",
    layer: "entry",
    address: "*front-door_load-balancer_*",
    reason:
      "port 80 sends everybody on to 443; addresses of clients are kept, and nothing but the accelerator gets in (ADR 30)",
  },
  {
    check: "CKV_AWS_378",
    layer: "entry",
    address: "aws_lb_target_group.front-door_region",
    reason: "TLS ends at the front door; behind it plain HTTP inside the VPC, by NetworkPolicies (ADR 30)",
  },
  {
    check: "CKV_AWS_91",
    layer: "entry",
    address: "aws_lb.prometheus_balancer",
    reason: "such a load balancer logs what it ends the TLS of, and this one passes TCP on: flow logs say who came",
  },
  ...(["entry", "edge"] as const).flatMap((layer) => logBuckets(layer)),
  {
    check: "CKV2_AWS_23",
    layer: "edge",
    address: "aws_route53_record.front-door-*",
    reason: "not so: an alias of the load balancer of that region's entry, which is another stack",
  },
  {
    check: "CKV2_AWS_5",
    layer: "cluster",
    address: "module.eks.aws_security_group.*",
    reason:
      "not so: cluster, launch templates and nodes wear them, and checkov does not see through the module's counts",
  },
  {
    check: "CKV_AWS_339",
    layer: "cluster",
    address: "module.eks.aws_eks_cluster.this[0]",
    reason: "checkov's list ends at 1.35; ours has the dates of AWS, is checked at synth and warns in time (ADR 11)",
  },
  {
    check: "CKV_AWS_382",
    layer: "cluster",
    address: "module.eks.aws_security_group.node[0]",
    reason: "what pods may call is said by NetworkPolicies: a node's group would be the union of all needs (ADR 19)",
  },
  ...(["network", "data", "entry", "cluster"] as const).map(
    (layer): AcceptedFinding => ({
      check: "policy/unknown-condition-key",
      layer,
      address: "aws_kms_key.*_key.policy LogGroupsUseKey: kms:EncryptionContext:aws:logs:arn of kms:Describe*",
      reason: logsKey,
    }),
  ),
  {
    check: "policy/action-without-resource",
    layer: "network",
    address:
      "module.vpc.aws_iam_policy.vpc_flow_log_cloudwatch[0].policy *: logs:DescribeLogGroups knows no resource but *",
    reason: "the module's own: records are written by CreateLogStream and PutLogEvents, which have their log group",
  },
  {
    check: "policy/resource-without-action",
    layer: "cluster",
    address: `${controllerPolicy} Tag*Balancer: arn:*:targetgroup/*`,
    reason: elbTags,
  },
  {
    check: "policy/resource-without-action",
    layer: "cluster",
    address: `${controllerPolicy} TagListeners: arn:*:listener*`,
    reason: elbTags,
  },
];

/** A bucket that AWS writes logs to and people read. */
function logBuckets(layer: AcceptedFinding["layer"]): readonly AcceptedFinding[] {
  const reasons = {
    CKV_AWS_145: "load balancers can write to no bucket with a key of KMS; accelerators are treated alike (ADR 30)",
    CKV_AWS_18: "logs of who reads logs would need a bucket more, and so on; CloudTrail has it where somebody asks",
    CKV_AWS_21: "each log is written once under a name of its own, and gone after its days",
    CKV_AWS_144: "what a lost region's front door has seen decides nothing in the other one",
    CKV2_AWS_62: "nothing acts on a log that arrives",
  };
  return Object.entries(reasons).map(([check, reason]) => ({
    check,
    layer,
    address: "aws_s3_bucket.*-logs_bucket",
    reason,
  }));
}
