import { describe, expect, it } from "vitest";
import { canBeFound, findMatches } from "../../src/adopt/finder";
import { finders } from "../../src/adopt/finders";
import { leftToCreate } from "../../src/adopt/left-to-create";
import { everything } from "../cluster/clusters";
import { dev, local, prodFile as prod, transit } from "../literals";
import { synthesized } from "../synthesized";
import { answeringAws, ownTags, planned, tagList } from "./planned";

const suffix = "20261125091711324800000017";
const tags = tagList(ownTags);
const named = (Name: string) => ({ tags_all: { ...ownTags, Name }, tags: tagList({ ...ownTags, Name }) });

const tcp443 = { IpProtocol: "tcp", FromPort: 443, ToPort: 443 };

/** Type, what the plan knows, what AWS answers, and the ids that Terraform imports it by. */
const table: readonly (readonly [
  string,
  Readonly<Record<string, unknown>>,
  Readonly<Record<string, unknown>>,
  readonly string[],
])[] = [
  [
    "aws_vpc",
    { cidr_block: "10.0.0.0/16", tags_all: named("acme").tags_all },
    {
      "ec2 describe-vpcs": {
        Vpcs: [
          { VpcId: "vpc-1", State: "available", CidrBlock: "10.0.0.0/16", Tags: named("acme").tags },
          { VpcId: "vpc-2", State: "available", CidrBlock: "10.9.0.0/16", Tags: named("acme").tags },
          { VpcId: "vpc-3", State: "available", CidrBlock: "10.0.0.0/16", Tags: named("other").tags },
          { VpcId: "vpc-4", State: "available", CidrBlock: "10.0.0.0/16" },
        ],
      },
    },
    ["vpc-1"],
  ],
  [
    "aws_subnet",
    { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24" },
    {
      "ec2 describe-subnets --filters Name=vpc-id,Values=vpc-1": {
        Subnets: [
          { SubnetId: "subnet-1", State: "available", CidrBlock: "10.0.1.0/24" },
          { SubnetId: "subnet-2", State: "available", CidrBlock: "10.0.2.0/24" },
        ],
      },
    },
    ["subnet-1"],
  ],
  [
    "aws_internet_gateway",
    { vpc_id: "vpc-1", tags_all: named("acme").tags_all },
    {
      "ec2 describe-internet-gateways": {
        InternetGateways: [
          { InternetGatewayId: "igw-1", Attachments: [{ VpcId: "vpc-1" }], Tags: named("acme").tags },
          { InternetGatewayId: "igw-2", Attachments: [{ VpcId: "vpc-2" }], Tags: named("acme").tags },
          { InternetGatewayId: "igw-3", Attachments: [], Tags: named("acme").tags },
        ],
      },
    },
    ["igw-1", "igw-3"],
  ],
  [
    "aws_eip",
    { tags_all: named("acme-az1").tags_all },
    {
      "ec2 describe-addresses": {
        Addresses: [
          { AllocationId: "eipalloc-1", Tags: named("acme-az1").tags },
          { AllocationId: "eipalloc-2", Tags: named("acme-az2").tags },
        ],
      },
    },
    ["eipalloc-1"],
  ],
  [
    "aws_nat_gateway",
    { subnet_id: "subnet-1", tags_all: ownTags },
    {
      "ec2 describe-nat-gateways": {
        NatGateways: [
          { NatGatewayId: "nat-1", State: "available", SubnetId: "subnet-1", Tags: tags },
          { NatGatewayId: "nat-2", State: "available", SubnetId: "subnet-2", Tags: tags },
          { NatGatewayId: "nat-3", State: "available", SubnetId: "subnet-1" },
        ],
      },
    },
    ["nat-1"],
  ],
  [
    "aws_route_table",
    { vpc_id: "vpc-1", tags_all: named("private-az1").tags_all },
    {
      "ec2 describe-route-tables --filters Name=vpc-id,Values=vpc-1": {
        RouteTables: [
          { RouteTableId: "rtb-1", Tags: named("private-az1").tags },
          { RouteTableId: "rtb-2", Tags: [] },
        ],
      },
    },
    ["rtb-1"],
  ],
  [
    "aws_route_table_association",
    { subnet_id: "subnet-1", route_table_id: "rtb-1" },
    {
      "ec2 describe-route-tables": {
        RouteTables: [
          {
            RouteTableId: "rtb-1",
            Associations: [
              { Main: true, RouteTableId: "rtb-1" },
              { RouteTableId: "rtb-1", SubnetId: "subnet-1" },
            ],
          },
        ],
      },
    },
    ["subnet-1/rtb-1"],
  ],
  [
    "aws_route",
    { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" },
    {
      "ec2 describe-route-tables": {
        RouteTables: [
          {
            RouteTableId: "rtb-1",
            Routes: [
              { DestinationCidrBlock: "10.0.0.0/16", Origin: "CreateRouteTable" },
              { DestinationCidrBlock: "0.0.0.0/0", Origin: "CreateRoute" },
              { DestinationPrefixListId: "pl-1", Origin: "CreateRoute" },
            ],
          },
          { RouteTableId: "rtb-2", Routes: [{ DestinationCidrBlock: "0.0.0.0/0", Origin: "CreateRoute" }] },
        ],
      },
    },
    ["rtb-1_0.0.0.0/0"],
  ],
  [
    "aws_network_acl",
    { vpc_id: "vpc-1", tags_all: named("acme-database").tags_all },
    {
      "ec2 describe-network-acls": {
        NetworkAcls: [
          { NetworkAclId: "acl-1", Tags: named("acme-database").tags },
          { NetworkAclId: "acl-2", Tags: named("acme-intra").tags },
        ],
      },
    },
    ["acl-1"],
  ],
  [
    "aws_flow_log",
    { vpc_id: "vpc-1", traffic_type: "ALL", log_destination_type: "cloud-watch-logs", tags_all: ownTags },
    {
      "ec2 describe-flow-logs --filter Name=resource-id,Values=vpc-1": {
        FlowLogs: [
          { FlowLogId: "fl-1", TrafficType: "ALL", LogDestinationType: "cloud-watch-logs", Tags: tags },
          { FlowLogId: "fl-3", TrafficType: "ALL", LogDestinationType: "cloud-watch-logs" },
          { FlowLogId: "fl-2", TrafficType: "ALL", LogDestinationType: "s3" },
        ],
      },
    },
    ["fl-1"],
  ],
  [
    "aws_vpc_endpoint",
    { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-west-1.s3", tags_all: ownTags },
    {
      "ec2 describe-vpc-endpoints": {
        VpcEndpoints: [
          { VpcEndpointId: "vpce-1", State: "available", ServiceName: "com.amazonaws.eu-west-1.s3", Tags: tags },
          { VpcEndpointId: "vpce-2", State: "available", ServiceName: "com.amazonaws.eu-west-1.sts", Tags: tags },
        ],
      },
    },
    ["vpce-1"],
  ],
  [
    "aws_security_group",
    { vpc_id: "vpc-1", name: "acme-endpoints", name_prefix: undefined },
    {
      "ec2 describe-security-groups": {
        SecurityGroups: [
          { GroupId: "sg-1", GroupName: "acme-endpoints" },
          { GroupId: "sg-2", GroupName: `acme-endpoints-${suffix}` },
        ],
      },
    },
    ["sg-1"],
  ],
  [
    "aws_security_group",
    { vpc_id: "vpc-1", name: undefined, name_prefix: "acme-" },
    {
      "ec2 describe-security-groups": {
        SecurityGroups: [
          { GroupId: "sg-1", GroupName: `acme-${suffix}` },
          { GroupId: "sg-2", GroupName: `acme-node-${suffix}` },
        ],
      },
    },
    ["sg-1"],
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    {
      security_group_id: "sg-1",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: "10.0.0.0/16",
      referenced_security_group_id: null,
    },
    {
      "ec2 describe-security-group-rules --filters Name=group-id,Values=sg-1": {
        SecurityGroupRules: [
          { SecurityGroupRuleId: "sgr-1", ...tcp443, IsEgress: false, CidrIpv4: "10.0.0.0/16" },
          { SecurityGroupRuleId: "sgr-2", ...tcp443, IsEgress: false, CidrIpv4: "10.1.0.0/16" },
          { SecurityGroupRuleId: "sgr-3", ...tcp443, IsEgress: true, CidrIpv4: "10.0.0.0/16" },
        ],
      },
    },
    ["sgr-1"],
  ],
  [
    "aws_vpc_security_group_egress_rule",
    { security_group_id: "sg-1", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0", referenced_security_group_id: null },
    {
      "ec2 describe-security-group-rules": {
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: "sgr-1",
            IpProtocol: "-1",
            FromPort: -1,
            ToPort: -1,
            IsEgress: true,
            CidrIpv4: "0.0.0.0/0",
          },
        ],
      },
    },
    ["sgr-1"],
  ],
  [
    "aws_launch_template",
    { name: undefined, name_prefix: "acme-general-az1-", tags_all: ownTags },
    {
      "ec2 describe-launch-templates": {
        LaunchTemplates: [
          { LaunchTemplateId: "lt-1", LaunchTemplateName: `acme-general-az1-${suffix}`, Tags: tags },
          { LaunchTemplateId: "lt-2", LaunchTemplateName: `acme-general-az2-${suffix}`, Tags: tags },
        ],
      },
    },
    ["lt-1"],
  ],
  [
    "aws_vpc_peering_connection",
    { vpc_id: "vpc-1", peer_vpc_id: "vpc-2" },
    {
      "ec2 describe-vpc-peering-connections --filters Name=requester-vpc-info.vpc-id,Values=vpc-1 Name=accepter-vpc-info.vpc-id,Values=vpc-2 Name=status-code,Values=initiating-request,pending-acceptance,provisioning,active":
        { VpcPeeringConnections: [{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } }] },
    },
    ["pcx-1"],
  ],
  [
    "aws_ec2_transit_gateway",
    { tags_all: named("acme").tags_all },
    {
      "ec2 describe-transit-gateways": {
        TransitGateways: [
          { TransitGatewayId: "tgw-1", State: "available", Tags: named("acme").tags },
          { TransitGatewayId: "tgw-2", State: "deleted", Tags: named("acme").tags },
        ],
      },
    },
    ["tgw-1"],
  ],
  [
    "aws_ec2_transit_gateway_vpc_attachment",
    { transit_gateway_id: "tgw-1", vpc_id: "vpc-1" },
    {
      "ec2 describe-transit-gateway-vpc-attachments": {
        TransitGatewayVpcAttachments: [
          { TransitGatewayAttachmentId: "tgw-attach-1", State: "available" },
          { TransitGatewayAttachmentId: "tgw-attach-2", State: "deleting" },
        ],
      },
    },
    ["tgw-attach-1"],
  ],
  [
    "aws_ec2_transit_gateway_peering_attachment",
    { transit_gateway_id: "tgw-1", peer_transit_gateway_id: "tgw-2" },
    {
      "ec2 describe-transit-gateway-peering-attachments": {
        TransitGatewayPeeringAttachments: [
          {
            TransitGatewayAttachmentId: "tgw-attach-1",
            State: "pendingAcceptance",
            RequesterTgwInfo: { TransitGatewayId: "tgw-1" },
            AccepterTgwInfo: { TransitGatewayId: "tgw-2" },
          },
        ],
      },
    },
    ["tgw-attach-1"],
  ],
  [
    "aws_ec2_transit_gateway_peering_attachment_accepter",
    { transit_gateway_attachment_id: "tgw-attach-1" },
    {
      "ec2 describe-transit-gateway-peering-attachments": {
        TransitGatewayPeeringAttachments: [
          { TransitGatewayAttachmentId: "tgw-attach-1", State: "available" },
          { TransitGatewayAttachmentId: "tgw-attach-2", State: "available" },
        ],
      },
    },
    ["tgw-attach-1"],
  ],
  [
    "aws_ec2_transit_gateway_peering_attachment_accepter",
    { transit_gateway_attachment_id: "tgw-attach-1" },
    {
      "ec2 describe-transit-gateway-peering-attachments": {
        TransitGatewayPeeringAttachments: [{ TransitGatewayAttachmentId: "tgw-attach-1", State: "pendingAcceptance" }],
      },
    },
    [],
  ],
  [
    "aws_ec2_transit_gateway_route",
    { transit_gateway_route_table_id: "tgw-rtb-1", destination_cidr_block: "10.1.0.0/16" },
    {
      "ec2 search-transit-gateway-routes --transit-gateway-route-table-id tgw-rtb-1 --filters Name=type,Values=static":
        {
          Routes: [{ DestinationCidrBlock: "10.1.0.0/16" }, { DestinationCidrBlock: "10.2.0.0/16" }],
        },
    },
    ["tgw-rtb-1_10.1.0.0/16"],
  ],
  [
    "aws_iam_role",
    { name: "acme" },
    { "iam list-roles": { Roles: [{ RoleName: "acme" }, { RoleName: "b" }] } },
    ["acme"],
  ],
  [
    "aws_iam_policy",
    { name: "acme" },
    {
      "iam list-policies --scope Local": {
        Policies: [
          { PolicyName: "acme", Arn: "arn:aws:iam::111122223333:policy/acme" },
          { PolicyName: "acme-2", Arn: "arn:aws:iam::111122223333:policy/acme-2" },
        ],
      },
    },
    ["arn:aws:iam::111122223333:policy/acme"],
  ],
  [
    "aws_iam_openid_connect_provider",
    { url: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" },
    {
      "iam list-open-id-connect-providers": {
        OpenIDConnectProviderList: [
          { Arn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC" },
          { Arn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/DEF" },
        ],
      },
    },
    ["arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC"],
  ],
  [
    "aws_kms_alias",
    { name: "alias/acme" },
    {
      "kms list-aliases": { Aliases: [{ AliasName: "alias/acme", TargetKeyId: "k1" }, { AliasName: "alias/aws/s3" }] },
    },
    ["alias/acme"],
  ],
  [
    "aws_cloudwatch_log_group",
    { name: "/aws/eks/acme/cluster" },
    {
      "logs describe-log-groups --log-group-name-prefix /aws/eks/acme/": {
        logGroups: [{ logGroupName: "/aws/eks/acme/cluster" }, { logGroupName: "/aws/eks/acme/clusters" }],
      },
    },
    ["/aws/eks/acme/cluster"],
  ],
  [
    "aws_s3_bucket",
    { bucket: "acme-tfstate" },
    { "s3api list-buckets": { Buckets: [{ Name: "acme-tfstate" }, { Name: "acme" }] } },
    ["acme-tfstate"],
  ],
  [
    "aws_ecr_repository",
    { name: "acme/prod/orders" },
    {
      "ecr describe-repositories --repository-names acme/prod/orders": {
        repositories: [{ repositoryName: "acme/prod/orders" }],
      },
    },
    ["acme/prod/orders"],
  ],
  [
    "aws_ecr_pull_through_cache_rule",
    { ecr_repository_prefix: "acme-prod/ghcr", upstream_registry_url: "ghcr.io" },
    {
      "ecr describe-pull-through-cache-rules --ecr-repository-prefixes acme-prod/ghcr": {
        pullThroughCacheRules: [{ ecrRepositoryPrefix: "acme-prod/ghcr", upstreamRegistryUrl: "ghcr.io" }],
      },
    },
    ["acme-prod/ghcr"],
  ],
  [
    "aws_ecr_repository_creation_template",
    { prefix: "acme-prod/ghcr" },
    {
      "ecr describe-repository-creation-templates --prefixes acme-prod/ghcr": {
        repositoryCreationTemplates: [{ prefix: "acme-prod/ghcr" }],
      },
    },
    ["acme-prod/ghcr"],
  ],
  [
    "aws_secretsmanager_secret",
    { name: "acme/prod" },
    { "secretsmanager describe-secret --secret-id acme/prod": { ARN: "arn:secret:acme/prod-x1" } },
    ["arn:secret:acme/prod-x1"],
  ],
  [
    "aws_sns_topic",
    { name: "acme-alarms" },
    {
      "sns list-topics": {
        Topics: [{ TopicArn: "arn:aws:sns:eu-west-1:1:acme-alarms" }, { TopicArn: "arn:x:alarms" }],
      },
    },
    ["arn:aws:sns:eu-west-1:1:acme-alarms"],
  ],
  [
    "aws_ssm_parameter",
    { name: "/acme/database/port" },
    {
      "ssm describe-parameters --parameter-filters Key=Name,Option=BeginsWith,Values=/acme/database/": {
        Parameters: [{ Name: "/acme/database/port" }, { Name: "/acme/database/name" }],
      },
    },
    ["/acme/database/port"],
  ],
  [
    "aws_db_instance",
    { identifier: "acme-1" },
    {
      "rds describe-db-instances --db-instance-identifier acme-1": {
        DBInstances: [{ DBInstanceIdentifier: "acme-1", DBInstanceStatus: "available" }],
      },
    },
    ["acme-1"],
  ],
  [
    "aws_db_parameter_group",
    { name: "acme-1" },
    {
      "rds describe-db-parameter-groups --db-parameter-group-name acme-1": {
        DBParameterGroups: [{ DBParameterGroupName: "acme-1" }],
      },
    },
    ["acme-1"],
  ],
  [
    "aws_db_option_group",
    { name: "acme-1" },
    { "rds describe-option-groups --option-group-name acme-1": { OptionGroupsList: [{ OptionGroupName: "acme-1" }] } },
    ["acme-1"],
  ],
  [
    "aws_db_subnet_group",
    { name: "acme" },
    {
      "rds describe-db-subnet-groups --db-subnet-group-name acme": { DBSubnetGroups: [{ DBSubnetGroupName: "acme" }] },
    },
    ["acme"],
  ],
  [
    "aws_db_event_subscription",
    { name: "acme" },
    {
      "rds describe-event-subscriptions --subscription-name acme": {
        EventSubscriptionsList: [{ CustSubscriptionId: "acme" }],
      },
    },
    ["acme"],
  ],
  [
    "aws_db_instance_automated_backups_replication",
    { source_db_instance_arn: "arn:db:acme-1" },
    {
      "rds describe-db-instance-automated-backups": {
        DBInstanceAutomatedBackups: [
          { DBInstanceAutomatedBackupsArn: "arn:ab-1", DBInstanceArn: "arn:db:acme-1", Status: "replicating" },
          { DBInstanceAutomatedBackupsArn: "arn:ab-2", DBInstanceArn: "arn:db:acme-1", Status: "retained" },
          { DBInstanceAutomatedBackupsArn: "arn:ab-3", DBInstanceArn: "arn:db:acme-2", Status: "replicating" },
        ],
      },
    },
    ["arn:ab-1"],
  ],
  [
    "aws_eks_cluster",
    { name: "acme" },
    { "eks describe-cluster --name acme": { cluster: { name: "acme", status: "ACTIVE" } } },
    ["acme"],
  ],
  [
    "aws_eks_node_group",
    { cluster_name: "acme", node_group_name: undefined, node_group_name_prefix: "general-az1-" },
    {
      "eks list-nodegroups --cluster-name acme": {
        nodegroups: [`general-az1-${suffix}`, `general-az2-${suffix}`, "general-az1-by-hand"],
      },
      [`eks describe-nodegroup --cluster-name acme --nodegroup-name general-az1-${suffix}`]: {
        nodegroup: { clusterName: "acme", nodegroupName: `general-az1-${suffix}`, status: "ACTIVE" },
      },
      "eks describe-nodegroup --cluster-name acme --nodegroup-name general-az1-by-hand": {
        nodegroup: { clusterName: "acme", nodegroupName: "general-az1-by-hand", status: "ACTIVE" },
      },
    },
    [`acme:general-az1-${suffix}`],
  ],
  [
    "aws_eks_addon",
    { cluster_name: "acme", addon_name: "coredns" },
    {
      "eks describe-addon --cluster-name acme --addon-name coredns": {
        addon: { clusterName: "acme", addonName: "coredns", status: "DEGRADED" },
      },
    },
    ["acme:coredns"],
  ],
  [
    "aws_eks_access_entry",
    { cluster_name: "acme", principal_arn: "arn:role/a" },
    { "eks list-access-entries --cluster-name acme": { accessEntries: ["arn:role/a", "arn:role/b"] } },
    ["acme:arn:role/a"],
  ],
  [
    "aws_eks_pod_identity_association",
    { cluster_name: "acme", namespace: "kube-system", service_account: "a" },
    {
      "eks list-pod-identity-associations --cluster-name acme": {
        associations: [
          { clusterName: "acme", associationId: "a-1", namespace: "kube-system", serviceAccount: "a" },
          { clusterName: "acme", associationId: "a-2", namespace: "shop", serviceAccount: "a" },
        ],
      },
    },
    ["acme,a-1"],
  ],
  [
    "aws_lb",
    { name: "acme-prometheus" },
    {
      "elbv2 describe-load-balancers --names acme-prometheus": {
        LoadBalancers: [{ LoadBalancerArn: "arn:lb:acme-prometheus", State: { Code: "active" } }],
      },
    },
    ["arn:lb:acme-prometheus"],
  ],
  [
    "aws_lb_target_group",
    { name: "acme-prometheus" },
    {
      "elbv2 describe-target-groups --names acme-prometheus": {
        TargetGroups: [{ TargetGroupArn: "arn:group:acme-prometheus" }],
      },
    },
    ["arn:group:acme-prometheus"],
  ],
  [
    "aws_lb_listener",
    { load_balancer_arn: "arn:lb:1", port: 443 },
    {
      "elbv2 describe-listeners --load-balancer-arn arn:lb:1": {
        Listeners: [
          { ListenerArn: "arn:listener:80", Port: 80 },
          { ListenerArn: "arn:listener:443", Port: 443 },
        ],
      },
    },
    ["arn:listener:443"],
  ],
  [
    "aws_route53_record",
    { zone_id: "Z1", name: "prometheus.example.com", type: "A" },
    {
      "route53 list-resource-record-sets --hosted-zone-id Z1": {
        ResourceRecordSets: [
          { Name: "example.com.", Type: "A" },
          { Name: "prometheus.example.com.", Type: "A" },
          { Name: "prometheus.example.com.", Type: "TXT" },
        ],
      },
    },
    ["Z1_prometheus.example.com_A"],
  ],
  [
    "aws_route53_record",
    { zone_id: "Z1", name: "*.example.com", type: "A", set_identifier: "euw1" },
    {
      "route53 list-resource-record-sets --hosted-zone-id Z1": {
        ResourceRecordSets: [
          { Name: "\\052.example.com.", Type: "A", SetIdentifier: "euc1" },
          { Name: "\\052.example.com.", Type: "A", SetIdentifier: "euw1" },
          { Name: "\\052.example.com.", Type: "A" },
        ],
      },
    },
    ["Z1_*.example.com_A_euw1"],
  ],
  [
    "aws_lb_listener_rule",
    { listener_arn: "arn:listener:1", priority: 1 },
    {
      "elbv2 describe-rules --listener-arn arn:listener:1": {
        Rules: [
          { RuleArn: "arn:rule:1", Priority: "1" },
          { RuleArn: "arn:rule:default", Priority: "default" },
        ],
      },
    },
    ["arn:rule:1"],
  ],
  [
    "aws_wafv2_web_acl",
    { name: "acme-front-door", scope: "REGIONAL" },
    {
      "wafv2 list-web-acls --scope REGIONAL": {
        WebACLs: [
          { Id: "id-1", Name: "acme-front-door" },
          { Id: "id-2", Name: "other" },
        ],
      },
    },
    ["id-1/acme-front-door/REGIONAL"],
  ],
  [
    "aws_acm_certificate",
    { domain_name: "example.com", tags_all: ownTags },
    {
      "acm list-certificates": {
        CertificateSummaryList: [
          { CertificateArn: "arn:certificate:1", DomainName: "example.com" },
          { CertificateArn: "arn:certificate:2", DomainName: "example.com" },
          { CertificateArn: "arn:certificate:3", DomainName: "other.example.com" },
        ],
      },
      "acm list-tags-for-certificate --certificate-arn arn:certificate:1": { Tags: tags },
      "acm list-tags-for-certificate --certificate-arn arn:certificate:2": { Tags: [] },
    },
    ["arn:certificate:1"],
  ],
  [
    "aws_globalaccelerator_accelerator",
    { name: "acme-prod" },
    {
      "globalaccelerator list-accelerators": {
        Accelerators: [
          { AcceleratorArn: "arn:accelerator:1", Name: "acme-prod", Status: "DEPLOYED" },
          { AcceleratorArn: "arn:accelerator:2", Name: "other", Status: "DEPLOYED" },
        ],
      },
    },
    ["arn:accelerator:1"],
  ],
  [
    "aws_globalaccelerator_listener",
    { accelerator_arn: "arn:accelerator:1" },
    {
      "globalaccelerator list-listeners --accelerator-arn arn:accelerator:1": {
        Listeners: [{ ListenerArn: "arn:accelerator:1/listener/1" }],
      },
    },
    ["arn:accelerator:1/listener/1"],
  ],
  [
    "aws_globalaccelerator_endpoint_group",
    { listener_arn: "arn:listener:1", endpoint_group_region: "eu-west-1" },
    {
      "globalaccelerator list-endpoint-groups --listener-arn arn:listener:1": {
        EndpointGroups: [
          { EndpointGroupArn: "arn:group:1", EndpointGroupRegion: "eu-west-1" },
          { EndpointGroupArn: "arn:group:2", EndpointGroupRegion: "eu-central-1" },
        ],
      },
    },
    ["arn:group:1"],
  ],
];

const idsOf = async (type: string, values: object, answers: object) => {
  const finder = finders[type];
  if (finder === undefined) throw new Error(`no finder for ${type}`);
  const found = await findMatches(finder, planned(type, { ...values }), answeringAws({ ...answers }));
  return found.map(({ id }) => id);
};

describe("what exists is found", () => {
  it.each(table)("%s, by %j", async (type, values, answers, ids) => {
    expect(await idsOf(type, values, answers)).toEqual(ids);
  });

  it.each(table.map(([type, values]) => [type, values] as const))(
    "%s, %j, is not, where AWS has none",
    async (type, values) => {
      expect(await idsOf(type, values, {})).toEqual([]);
    },
  );

  it("for every type with a finder, in this table or below it", () => {
    const shown = new Set([...table.map(([type]) => type), "aws_security_group_rule", "aws_kms_key"]);
    expect(Object.keys(finders).filter((type) => !shown.has(type))).toEqual([]);
  });
});

describe("a rule of the older kind, which is several of EC2's", () => {
  const rules = {
    "ec2 describe-security-group-rules --filters Name=group-id,Values=sg-1": {
      SecurityGroupRules: [
        { SecurityGroupRuleId: "sgr-1", ...tcp443, IsEgress: false, CidrIpv4: "10.0.0.0/16" },
        { SecurityGroupRuleId: "sgr-2", ...tcp443, IsEgress: false, CidrIpv4: "10.1.0.0/16" },
        { SecurityGroupRuleId: "sgr-3", ...tcp443, IsEgress: false, ReferencedGroupInfo: { GroupId: "sg-2" } },
        {
          SecurityGroupRuleId: "sgr-4",
          IpProtocol: "-1",
          FromPort: -1,
          ToPort: -1,
          IsEgress: false,
          ReferencedGroupInfo: { GroupId: "sg-1" },
        },
        {
          SecurityGroupRuleId: "sgr-5",
          IpProtocol: "-1",
          FromPort: -1,
          ToPort: -1,
          IsEgress: true,
          CidrIpv4: "0.0.0.0/0",
        },
      ],
    },
  };
  const port443 = { security_group_id: "sg-1", type: "ingress", protocol: "tcp", from_port: 443, to_port: 443 };
  const everything = { security_group_id: "sg-1", protocol: "-1", from_port: 0, to_port: 0 };

  it.each([
    [
      "ranges",
      { ...port443, cidr_blocks: ["10.0.0.0/16", "10.1.0.0/16"] },
      ["sg-1_ingress_tcp_443_443_10.0.0.0/16_10.1.0.0/16"],
    ],
    ["one of them missing", { ...port443, cidr_blocks: ["10.0.0.0/16", "10.9.0.0/16"] }, []],
    ["another group", { ...port443, source_security_group_id: "sg-2" }, ["sg-1_ingress_tcp_443_443_sg-2"]],
    ["itself", { ...everything, type: "ingress", self: true }, ["sg-1_ingress_all_0_0_self"]],
    ["everywhere", { ...everything, type: "egress", cidr_blocks: ["0.0.0.0/0"] }, ["sg-1_egress_all_0_0_0.0.0.0/0"]],
    ["another port", { ...port443, from_port: 444, to_port: 444, cidr_blocks: ["10.0.0.0/16"] }, []],
  ])("of %s", async (_, values, ids) => {
    expect(await idsOf("aws_security_group_rule", { self: false, ...values }, rules)).toEqual(ids);
  });

  it("waits for the other group, which is known where ranges are given", () => {
    const finder = finders["aws_security_group_rule"];
    const rule = (values: object) =>
      planned("aws_security_group_rule", { ...port443, source_security_group_id: undefined, ...values });
    expect(finder && canBeFound(finder, rule({ cidr_blocks: ["10.0.0.0/16"] }))).toBe(true);
    expect(finder && canBeFound(finder, rule({ cidr_blocks: null }))).toBe(false);
  });
});

describe("a key, which has no name", () => {
  const key = { description: "Log groups", tags_all: ownTags };
  const list = (...arns: readonly string[]) => ({
    ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })),
  });
  const described = (KeyId: string, KeyState = "Enabled", Description = "Log groups") => ({
    [`kms describe-key --key-id arn:${KeyId}`]: { KeyMetadata: { KeyId, KeyState, Description } },
  });
  const tagged =
    "resourcegroupstaggingapi get-resources --resource-type-filters kms:key --tag-filters Key=environment,Values=prod Key=region,Values=eu-west-1 Key=layer,Values=network Key=managed-by,Values=tandem";

  it.each([
    [
      "by its tags and description",
      { [tagged]: list("arn:k1", "arn:k2"), ...described("k1"), ...described("k2", "Enabled", "Alarms") },
      ["k1"],
    ],
    ["not where it is to be deleted", { [tagged]: list("arn:k1"), ...described("k1", "PendingDeletion") }, []],
    [
      "with its alias, where a killed run left one without",
      {
        [tagged]: list("arn:k1", "arn:k2"),
        ...described("k1"),
        ...described("k2"),
        "kms list-aliases": { Aliases: [{ TargetKeyId: "k2" }] },
      },
      ["k2"],
    ],
    [
      "without an alias, whatever other keys have one",
      {
        [tagged]: list("arn:k1", "arn:k2"),
        ...described("k1"),
        ...described("k2", "Enabled", "Alarms"),
        "kms list-aliases": { Aliases: [{ TargetKeyId: "k2" }] },
      },
      ["k1"],
    ],
    [
      "twice, where none has an alias",
      { [tagged]: list("arn:k1", "arn:k2"), ...described("k1"), ...described("k2") },
      ["k1", "k2"],
    ],
  ])("is found %s", async (_, answers, ids) => {
    expect(await idsOf("aws_kms_key", key, answers)).toEqual(ids);
  });
});

// What stands in the clusters is not in AWS; docs/runbooks/killed-apply.md has the way for it.
describe("every resource of AWS that a stack declares", () => {
  const declared = [dev, local, prod, transit, everything].flatMap((environment) =>
    [...synthesized(environment).values()].flatMap(({ json }) => Object.keys(json.resource ?? {})),
  );
  const ofAws = declared.filter((type) => !/^(helm|kubernetes)_/.test(type));

  it.each([...new Set(ofAws)].toSorted())("%s can be found, or need not be", (type) => {
    expect(Object.keys({ ...finders, ...leftToCreate })).toContain(type);
  });

  it("is one or the other", () => {
    expect(Object.keys(finders).filter((type) => type in leftToCreate)).toEqual([]);
  });
});
