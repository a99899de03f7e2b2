import type { VpcInputs } from "../../modules/vpc/vpc-inputs";
import type { NetworkPlan } from "./network-plan";

const flowLogGroupPrefix = "/aws/vpc-flow-log/";

/** Name of the log group that takes a VPC's flow logs. */
export function flowLogGroup({ names }: Pick<NetworkPlan, "names">): string {
  return `${flowLogGroupPrefix}${names.flowLogGroupSuffix}`;
}

/** What the vpc module is asked for. */
export function vpcInputs(plan: NetworkPlan, logKeyArn: string): VpcInputs {
  const { stack, region, names, partition, addresses, nat } = plan;
  const { flowLogs, accountId, iam } = stack.environment;
  return {
    name: names.vpc,
    cidr: region.cidr,
    azs: region.zones,
    private_subnets: addresses.subnets.private,
    public_subnets: addresses.subnets.public,
    database_subnets: addresses.subnets.database,
    intra_subnets: addresses.subnets.intra,
    // The load balancer controller finds its subnets by these. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/
    public_subnet_tags: { "kubernetes.io/role/elb": "1", tier: "public" },
    private_subnet_tags: { "kubernetes.io/role/internal-elb": "1", tier: "private" },
    database_subnet_tags: { tier: "database" },
    intra_subnet_tags: { tier: "intra" },

    enable_dns_hostnames: true,
    enable_dns_support: true,
    map_public_ip_on_launch: false,

    enable_nat_gateway: true,
    single_nat_gateway: nat === "single",
    one_nat_gateway_per_az: nat === "per-zone",

    // The data layer names its own subnet group; route tables of its own keep the database off the NAT gateways.
    create_database_subnet_group: false,
    create_database_subnet_route_table: true,

    enable_flow_log: true,
    flow_log_traffic_type: flowLogs.trafficType,
    flow_log_max_aggregation_interval: 60,
    create_flow_log_cloudwatch_log_group: true,
    create_flow_log_cloudwatch_iam_role: true,
    flow_log_cloudwatch_log_group_name_prefix: flowLogGroupPrefix,
    flow_log_cloudwatch_log_group_name_suffix: names.flowLogGroupSuffix,
    flow_log_cloudwatch_log_group_retention_in_days: flowLogs.retentionDays,
    flow_log_cloudwatch_log_group_kms_key_id: logKeyArn,
    vpc_flow_log_iam_role_name: names.flowLogRole,
    vpc_flow_log_iam_role_use_name_prefix: false,
    vpc_flow_log_iam_role_path: iam.path,
    ...(iam.permissionsBoundary === undefined ? {} : { vpc_flow_log_permissions_boundary: iam.permissionsBoundary }),
    vpc_flow_log_iam_policy_name: names.flowLogPolicy,
    vpc_flow_log_iam_policy_use_name_prefix: false,
    // Only flow logs of this account and region may take the role. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
    flow_log_cloudwatch_iam_role_conditions: [
      { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
      {
        test: "ArnLike",
        variable: "aws:SourceArn",
        values: [`arn:${partition}:ec2:${region.code}:${accountId}:vpc-flow-log/*`],
      },
    ],
  };
}
