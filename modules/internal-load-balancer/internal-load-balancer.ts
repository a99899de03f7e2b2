import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** A range that may call, or be called. */
export interface NamedRange {
  /** Id in Terraform. */
  readonly id: string;
  readonly cidr: string;
}

export interface InternalLoadBalancerProps {
  /** Of the balancer, its security group and its target group: at most 32 characters. */
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly clients: readonly NamedRange[];
  /** Where targets are. */
  readonly targets: readonly NamedRange[];
  readonly port: number;
  readonly targetPort: number;
  readonly deletionProtection: boolean;
}

/**
 * A network load balancer without a public address, for targets that a controller registers by the name of the target group. It passes TCP on,
 * so that TLS is between client and target.
 */
export class InternalLoadBalancer extends Construct {
  readonly dnsName: string;
  /** Of the hosted zone that the balancer's own name is in. */
  readonly zoneId: string;
  /** As CloudWatch knows both: `net/name/id` and `targetgroup/name/id`. */
  readonly arnSuffix: string;
  readonly targetGroupArnSuffix: string;

  constructor(scope: Construct, id: string, props: InternalLoadBalancerProps) {
    super(scope, id);
    const { name, vpcId, subnetIds, clients, targets, port, targetPort, deletionProtection } = props;

    const group = new SecurityGroup(this, "group", {
      name,
      description: "Internal load balancer",
      vpcId,
      tags: { Name: name },
    });
    for (const { id: range, cidr } of clients) {
      new VpcSecurityGroupIngressRule(this, `from-${range}`, {
        securityGroupId: group.id,
        description: `Client ${range}`,
        ...ports(port),
        cidrIpv4: cidr,
      });
    }
    for (const { id: range, cidr } of targets) {
      new VpcSecurityGroupEgressRule(this, `to-${range}`, {
        securityGroupId: group.id,
        description: `Targets in ${range}`,
        ...ports(targetPort),
        cidrIpv4: cidr,
      });
    }

    const balancer = new Lb(this, "balancer", {
      name,
      loadBalancerType: "network",
      internal: true,
      subnets: subnetIds,
      securityGroups: [group.id],
      // Targets may stand in one zone, and clients come in by each.
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: deletionProtection,
    });
    const targetGroup = new LbTargetGroup(this, "targets", {
      name,
      vpcId,
      port: targetPort,
      protocol: "TCP",
      targetType: "ip",
      // Clients of a peered VPC keep no address in any case: what comes from the balancer always looks the same.
      preserveClientIp: "false",
      deregistrationDelay: "30",
      healthCheck: { protocol: "TCP", interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
    });
    new LbListener(this, "listener", {
      loadBalancerArn: balancer.arn,
      port,
      protocol: "TCP",
      defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    });

    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.arnSuffix = balancer.arnSuffix;
    this.targetGroupArnSuffix = targetGroup.arnSuffix;
  }
}

function ports(port: number) {
  return { ipProtocol: "tcp", fromPort: port, toPort: port };
}
