import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { dev, govCloud, prod, regionsWith, withoutDatabase } from "../literals";
import { type Block, type SynthesizedStack, stackOf } from "../synthesized";

const primary = stackOf("prod-eu-west-1-network", prod);
const standby = stackOf("prod-eu-central-1-network", prod);
const small = stackOf("dev-eu-west-1-network", dev);
const topic = `\${aws_sns_topic.alarms_topic.arn}`;

describe("NAT gateways", () => {
  it.each([
    ["one per zone in the primary", primary, { single_nat_gateway: false, one_nat_gateway_per_az: true }],
    ["a single one in a standby", standby, { single_nat_gateway: true, one_nat_gateway_per_az: false }],
    ["a single one where the file says so", small, { single_nat_gateway: true, one_nat_gateway_per_az: false }],
  ])("%s", (_, stack, settings) => {
    expect(stack.module("vpc")).toMatchObject({ enable_nat_gateway: true, ...settings });
  });

  it("follow the role, not the place", () => {
    const swapped = { ...prod, regions: regionsWith({ role: "failover" }, { role: "primary" }) };
    expect(stackOf("prod-eu-central-1-network", swapped).module("vpc")).toMatchObject({ one_nat_gateway_per_az: true });
    expect(stackOf("prod-eu-west-1-network", swapped).module("vpc")).toMatchObject({ single_nat_gateway: true });
  });
});

describe("subnets", () => {
  it("stand in the zones of the file, by id", () => {
    expect(standby.module("vpc")).toMatchObject({
      azs: ["euc1-az1", "euc1-az2", "euc1-az3"],
      cidr: "10.1.0.0/16",
      private_subnets: ["10.1.64.0/18", "10.1.128.0/18", "10.1.192.0/18"],
      intra_subnets: ["10.1.27.0/27", "10.1.27.32/27", "10.1.27.64/27"],
    });
  });

  it("bear the tags by which load balancers find them, and their tier", () => {
    expect(primary.module("vpc")).toMatchObject({
      public_subnet_tags: { "kubernetes.io/role/elb": "1", tier: "public" },
      private_subnet_tags: { "kubernetes.io/role/internal-elb": "1", tier: "private" },
      database_subnet_tags: { tier: "database" },
      intra_subnet_tags: { tier: "intra" },
    });
  });

  it("give no instance a public address by default", () => {
    expect(primary.module("vpc")).toMatchObject({ map_public_ip_on_launch: false });
  });

  it("of databases have route tables of their own, off the NAT gateways", () => {
    const call = primary.module("vpc");
    expect(call).toMatchObject({ create_database_subnet_route_table: true });
    expect(call).not.toHaveProperty("create_database_nat_gateway_route");
    expect(call).not.toHaveProperty("create_database_internet_gateway_route");
  });

  it("take the ranges of the file in place of the plan", () => {
    const subnets = {
      private: ["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"],
      public: ["10.0.192.0/24", "10.0.193.0/24", "10.0.194.0/24"],
      database: ["10.0.195.0/28", "10.0.195.16/28", "10.0.195.32/28"],
      intra: ["10.0.196.0/28", "10.0.196.16/28", "10.0.196.32/28"],
    };
    const chosen = { ...prod, regions: regionsWith({ subnets }) };
    expect(stackOf("prod-eu-west-1-network", chosen).module("vpc")).toMatchObject({
      private_subnets: subnets.private,
      intra_subnets: subnets.intra,
    });
    expect(stackOf("prod-eu-central-1-network", chosen).resources("aws_network_acl")["database_acl"]).toMatchObject({
      ingress: expect.arrayContaining([expect.objectContaining({ rule_no: 200, cidr_block: "10.0.0.0/18" })]),
    });
  });
});

describe("flow logs", () => {
  it.each([
    ["prod keeps everything for a year", primary, "ALL", 365],
    ["dev keeps what was refused for two weeks", small, "REJECT", 14],
  ])("%s", (_, stack, trafficType, days) => {
    expect(stack.module("vpc")).toMatchObject({
      enable_flow_log: true,
      flow_log_traffic_type: trafficType,
      flow_log_cloudwatch_log_group_retention_in_days: days,
      flow_log_cloudwatch_log_group_kms_key_id: `\${aws_kms_key.logs_key.arn}`,
    });
  });

  it("are written by a role that only flow logs of this account and region can take", () => {
    expect(standby.module("vpc")["flow_log_cloudwatch_iam_role_conditions"]).toEqual([
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] },
      { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*"] },
    ]);
  });

  it("are encrypted with a key that admits this region's log service for this log group only", () => {
    const key = standby.resources("aws_kms_key")["logs_key"] ?? {};
    const call = standby.module("vpc");
    const group = `${call["flow_log_cloudwatch_log_group_name_prefix"]}${call["flow_log_cloudwatch_log_group_name_suffix"]}`;
    expect(group).toBe("/aws/vpc-flow-log/acme-prod-euc1");
    expect(key["enable_key_rotation"]).toBe(true);
    expect(JSON.parse(String(key["policy"])).Statement).toEqual([
      expect.objectContaining({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" }),
      {
        Sid: "LogGroupsUseKey",
        Effect: "Allow",
        Principal: { Service: "logs.eu-central-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [`arn:aws:logs:eu-central-1:111122223333:log-group:${group}`],
          },
        },
      },
    ]);
  });

  it("name the partition of GovCloud", () => {
    const { text } = stackOf("prod-us-gov-west-1-network", govCloud);
    expect(text).toContain("arn:aws-us-gov:ec2:us-gov-west-1:");
    expect(text).not.toContain("arn:aws:");
  });
});

describe("network ACLs", () => {
  it.each([
    ["database", `\${module.vpc.database_subnets}`, 7],
    ["intra", `\${module.vpc.intra_subnets}`, 8],
  ])("of the %s tier cover all its subnets", (tier, subnets, rules) => {
    const acl = primary.resources("aws_network_acl")[`${tier}_acl`];
    expect(acl).toMatchObject({ subnet_ids: subnets, tags: { Name: `acme-prod-euw1-${tier}` } });
    expect(acl?.["ingress"]).toHaveLength(rules);
    expect(acl?.["egress"]).toHaveLength(rules);
  });

  it("are written rule by rule, each direction its own", () => {
    const rule = { action: "allow", protocol: "tcp", rule_no: 220, cidr_block: "10.1.192.0/18" };
    expect(primary.resources("aws_network_acl")["database_acl"]).toMatchObject({
      ingress: expect.arrayContaining([expect.objectContaining({ ...rule, from_port: 5432, to_port: 5432 })]),
      egress: expect.arrayContaining([expect.objectContaining({ ...rule, from_port: 1024, to_port: 65535 })]),
    });
  });

  // Else small answers arrive and large ones hang: between regions packets may have 8500 bytes, in a VPC 9001.
  it("let routers say both ways that a packet is too big for them", () => {
    const tooBig = { protocol: "icmp", icmp_type: 3, icmp_code: 4, cidr_block: "0.0.0.0/0", action: "allow" };
    for (const { ingress, egress } of Object.values(primary.resources("aws_network_acl"))) {
      for (const rules of [ingress, egress]) {
        expect(rules).toEqual(expect.arrayContaining([expect.objectContaining(tooBig)]));
        expect((rules as Block[]).filter((rule) => rule["protocol"] !== "tcp")).toHaveLength(1);
      }
    }
  });

  it("are none for public and private subnets", () => {
    expect(Object.keys(primary.resources("aws_network_acl"))).toEqual(["database_acl", "intra_acl"]);
  });
});

describe("endpoints of AWS services", () => {
  it("always have S3, by way of the private route tables", () => {
    expect(small.only("aws_vpc_endpoint")).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: `\${module.vpc.private_route_table_ids}`,
    });
  });

  // EKS Auth: see modules/endpoint-policy.
  it("serve identities of this account and of those that the file trusts, and have a policy that says so", () => {
    const trusting = stackOf("prod-eu-west-1-network", { ...prod, trustedAccounts: ["444455556666"] });
    const policies = (stack: SynthesizedStack) =>
      Object.values(stack.resources("aws_vpc_endpoint"))
        .filter(({ service_name }) => service_name !== "com.amazonaws.eu-west-1.eks-auth")
        .map(({ policy }) => JSON.stringify(JSON.parse(String(policy)).Statement[0]));
    const own = (...accounts: readonly string[]) =>
      JSON.stringify({
        Sid: "OwnIdentities",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": accounts } },
      });
    expect(new Set(policies(primary))).toEqual(new Set([own("111122223333")]));
    expect(new Set(policies(trusting))).toEqual(new Set([own("111122223333", "444455556666")]));
    expect(policies(primary)).toHaveLength(prod.interfaceEndpoints?.length ?? 0);
  });

  it("are exactly those of the file beside it", () => {
    const services = Object.values(standby.resources("aws_vpc_endpoint"))
      .filter((endpoint) => endpoint["vpc_endpoint_type"] === "Interface")
      .map((endpoint) => endpoint["service_name"]);
    const asked = (prod.interfaceEndpoints ?? []).map((service) => `com.amazonaws.eu-central-1.${service}`);
    expect(services.toSorted()).toEqual(asked.toSorted());
  });

  it("answer to the usual names, and to the VPC alone", () => {
    expect(primary.resources("aws_vpc_endpoint")["endpoints_ecr-api"]).toMatchObject({
      private_dns_enabled: true,
      subnet_ids: [0, 1, 2].map((zone) => `\${element(module.vpc.private_subnets, ${zone})}`),
      security_group_ids: [`\${aws_security_group.endpoints_group.id}`],
    });
    expect(primary.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "10.0.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    expect(primary.resources("aws_vpc_security_group_egress_rule")).toEqual({});
  });

  // Nodes of other zones reach them too, so that a region that takes over may spread before its network does.
  it("stand where the NAT gateways stand", () => {
    expect(standby.resources("aws_vpc_endpoint")["endpoints_ecr-api"]).toMatchObject({
      subnet_ids: [`\${element(module.vpc.private_subnets, 0)}`],
    });
    expect(standby.module("vpc")["single_nat_gateway"]).toBe(true);
  });

  it("need no security group where there are none", () => {
    expect(small.resources("aws_security_group")).toEqual({});
    expect(small.resources("aws_vpc_security_group_ingress_rule")).toEqual({});
  });
});

describe.each([
  ["primary", primary, "acme-prod-euw1"],
  ["failover region", standby, "acme-prod-euc1"],
])("the topic of alarms in the %s", (_, stack, base) => {
  const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;

  it("is encrypted with a key of its own, which admits who publishes", () => {
    expect(stack.only("aws_sns_topic")).toMatchObject({
      name: `${base}-alarms`,
      kms_master_key_id: `\${aws_kms_key.alarms_messages_key.arn}`,
    });
    const uses = (Sid: string, Service: string) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    expect(statementsOf(stack.resources("aws_kms_key")["alarms_messages_key"]?.["policy"])).toEqual([
      expect.objectContaining({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" }),
      uses("CloudWatchUsesKey", "cloudwatch.amazonaws.com"),
      uses("RdsEventsUsesKey", "events.rds.amazonaws.com"),
    ]);
    expect(stack.resources("aws_kms_key")["alarms_messages_key"]?.["lifecycle"]).toEqual({ prevent_destroy: true });
    expect(stack.resources("aws_kms_alias")["alarms_messages_alias"]?.["name"]).toBe(`alias/${base}-alarms`);
  });

  it("lets CloudWatch and RDS publish for this account, and nobody else, and over TLS only", () => {
    const publishes = (Sid: string, Service: string) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    const policy = stack.only("aws_sns_topic_policy");
    expect(policy["arn"]).toBe(topic);
    expect(statementsOf(policy["policy"])).toEqual([
      publishes("CloudWatchPublishes", "cloudwatch.amazonaws.com"),
      publishes("RdsEventsPublishes", "events.rds.amazonaws.com"),
      {
        Sid: "RefusePlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("tells the subscribers of the file", () => {
    expect(stack.only("aws_sns_topic_subscription")).toMatchObject({
      topic_arn: topic,
      for_each: {
        "email platform-on-call@example.com": { protocol: "email", endpoint: "platform-on-call@example.com" },
      },
      protocol: `\${each.value.protocol}`,
      endpoint: `\${each.value.endpoint}`,
    });
  });
});

describe("alarms", () => {
  const withAlarms = (alarms: EnvironmentInput["alarms"]) =>
    stackOf("prod-eu-west-1-network", { ...prod, alarms, ...withoutDatabase });

  it("have a subscription for every subscriber, with or without a database", () => {
    const told = withAlarms({
      subscribers: [
        { protocol: "https", endpoint: "https://pager.example.com/acme" },
        { protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:111122223333:alarms" },
      ],
    });
    // By who they are: a subscriber in front of others moves none of them.
    expect(told.only("aws_sns_topic_subscription")["for_each"]).toEqual({
      "https https://pager.example.com/acme": { protocol: "https", endpoint: "https://pager.example.com/acme" },
      "sqs arn:aws:sqs:eu-west-1:111122223333:alarms": {
        protocol: "sqs",
        endpoint: "arn:aws:sqs:eu-west-1:111122223333:alarms",
      },
    });
  });

  it("have no topic, no key and an empty export where the file accepts to have none", () => {
    const untold = withAlarms({ accepted: "no-alarms", because: "a test" });
    expect(Object.keys(untold.json.resource ?? {}).filter((type) => type.startsWith("aws_sns"))).toEqual([]);
    expect(Object.keys(untold.resources("aws_kms_key"))).toEqual(["logs_key"]);
    expect(untold.outputs["alarm_topic_arn"]).toBe("");
  });
});

it("exports what later layers build on", () => {
  expect(primary.outputs).toEqual({
    vpc_id: `\${module.vpc.vpc_id}`,
    vpc_cidr: "10.0.0.0/16",
    private_subnet_ids: `\${module.vpc.private_subnets}`,
    public_subnet_ids: `\${module.vpc.public_subnets}`,
    database_subnet_ids: `\${module.vpc.database_subnets}`,
    intra_subnet_ids: `\${module.vpc.intra_subnets}`,
    private_route_table_ids: `\${module.vpc.private_route_table_ids}`,
    database_route_table_ids: `\${module.vpc.database_route_table_ids}`,
    intra_route_table_ids: `\${module.vpc.intra_route_table_ids}`,
    nat_public_ips: `\${module.vpc.nat_public_ips}`,
    alarm_topic_arn: topic,
  });
});
