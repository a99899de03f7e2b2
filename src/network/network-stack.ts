import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { type App, Fn, Token } from "cdktf";
import { AlarmTopic } from "../../modules/alarm-topic/alarm-topic";
import { EncryptionKey } from "../../modules/encryption-key/encryption-key";
import { endpointStatements } from "../../modules/endpoint-policy/endpoint-policy";
import { logGroupsUseKey, policyDocument } from "../../modules/iam/policy-document";
import { InterfaceEndpoints } from "../../modules/interface-endpoints/interface-endpoints";
import { NetworkAcl } from "../../modules/network-acl/network-acl";
import { Vpc } from "../../modules/vpc/vpc";
import { writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { networkExports } from "./network-exports";
import type { NetworkPlan } from "./network-plan";
import { flowLogGroup, vpcInputs } from "./vpc-inputs";

/** What a region stands on: VPC, subnets, network ACLs, flow logs, endpoints of AWS services, and the topic of its alarms. */
export class NetworkStack extends LayerStack {
  constructor(app: App, plan: NetworkPlan) {
    super(app, plan.stack);
    const { region, names, partition } = plan;
    const { accountId, deletionProtection, interfaceEndpoints, terraform, trustedAccounts } = plan.stack.environment;

    const logKey = new EncryptionKey(this, "logs", {
      alias: names.logKeyAlias,
      description: "Log groups of this region",
      partition,
      accountId,
      deletionProtection,
      statements: [logGroupsUseKey(partition, region.code, accountId, [flowLogGroup(plan)])],
    });
    const vpc = new Vpc(this, "vpc", { source: terraform.modules, inputs: vpcInputs(plan, logKey.arn) });
    const { vpcId } = vpc;

    new NetworkAcl(this, "database", {
      name: `${names.vpc}-database`,
      vpcId,
      subnetIds: vpc.databaseSubnetIds,
      ...plan.databaseAcl,
    });
    new NetworkAcl(this, "intra", {
      name: `${names.vpc}-intra`,
      vpcId,
      subnetIds: vpc.intraSubnetIds,
      ...plan.intraAcl,
    });

    const users = { partition, accountIds: [accountId, ...trustedAccounts] };
    new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: `com.amazonaws.${region.code}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: vpc.privateRouteTableIds,
      policy: policyDocument(endpointStatements("s3", users)),
      tags: { Name: "s3" },
    });
    if (interfaceEndpoints.length > 0) {
      new InterfaceEndpoints(this, "endpoints", {
        securityGroupName: names.endpointSecurityGroup,
        vpcId,
        vpcCidr: region.cidr,
        regionCode: region.code,
        subnetIds: plan.endpointZones.map((zone) => Token.asString(Fn.element(vpc.privateSubnetIds, zone))),
        services: interfaceEndpoints,
        users,
      });
    }

    const topic =
      plan.subscribers.length === 0
        ? undefined
        : new AlarmTopic(this, "alarms", {
            name: names.alarmTopic,
            keyAlias: names.alarmKeyAlias,
            partition,
            accountId,
            subscribers: plan.subscribers,
            deletionProtection,
          });

    writeExports(this, networkExports, {
      vpc_id: vpcId,
      vpc_cidr: region.cidr,
      private_subnet_ids: vpc.privateSubnetIds,
      public_subnet_ids: vpc.publicSubnetIds,
      database_subnet_ids: vpc.databaseSubnetIds,
      intra_subnet_ids: vpc.intraSubnetIds,
      private_route_table_ids: vpc.privateRouteTableIds,
      database_route_table_ids: vpc.databaseRouteTableIds,
      intra_route_table_ids: vpc.intraRouteTableIds,
      nat_public_ips: vpc.natPublicIps,
      alarm_topic_arn: topic?.arn ?? "",
    });
  }
}
