import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { serviceHealth } from "./service-health";
import { deregistrationDelaySec } from "./shutdown";
import type { ExposedPlan, FrontDoorPlan } from "./workloads-plan";

export interface WaysInProps {
  readonly plan: FrontDoorPlan;
  readonly regionCode: string;
  readonly vpcId: string;
  readonly alarmTopicArn: string;
  readonly nodeSecurityGroupId: string;
  readonly balancerSecurityGroupId: string;
  /** As CloudWatch knows it. */
  readonly balancerArnSuffix: string;
  readonly listenerArn: string;
}

/** How users get from a region's load balancer to pods: a target group for each service, open ports of the nodes, and rules. */
export class WaysIn extends Construct {
  private readonly targetGroups: ReadonlyMap<string, LbTargetGroup>;
  private readonly ports: readonly VpcSecurityGroupIngressRule[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WaysInProps,
  ) {
    super(scope, id);
    const { plan } = props;
    this.ports = plan.ports.map((port) => this.openPort(port));
    this.targetGroups = new Map(plan.exposed.map((exposed) => [exposed.name, this.addTargetGroup(exposed)]));
  }

  /** What must stand before the pods of a release. */
  needsOf(release: string): readonly ITerraformDependable[] {
    const targetGroup = this.targetGroups.get(release);
    return targetGroup === undefined ? [] : [targetGroup];
  }

  /** Leads users to services whose pods have come. Where somebody else installs them, nobody here knows whether they have. */
  open(releases: ReadonlyMap<string, ITerraformDependable>): void {
    for (const exposed of this.props.plan.exposed) {
      const targetGroup = this.targetGroups.get(exposed.name);
      if (targetGroup === undefined) throw new Error(`${exposed.name} has no target group`);
      const release = releases.get(exposed.name);
      this.addRule(exposed, targetGroup, [...this.ports, ...(release === undefined ? [] : [release])]);
      if (this.props.plan.hasAlarms) this.addAlarm(exposed, targetGroup);
    }
  }

  private openPort(port: number): VpcSecurityGroupIngressRule {
    const { nodeSecurityGroupId, balancerSecurityGroupId } = this.props;
    return new VpcSecurityGroupIngressRule(this, `port-${port}`, {
      securityGroupId: nodeSecurityGroupId,
      referencedSecurityGroupId: balancerSecurityGroupId,
      description: "Front door",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
  }

  private addTargetGroup({ name, targetGroup, health }: ExposedPlan): LbTargetGroup {
    return new LbTargetGroup(this, `targets-${name}`, {
      name: targetGroup,
      vpcId: this.props.vpcId,
      // Means nothing: each pod is registered with its own. A change would be another group, while this one is in use.
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      deregistrationDelay: String(deregistrationDelaySec),
      healthCheck: { path: health, matcher: "200-299", ...serviceHealth },
      tags: { Name: name },
    });
  }

  private addRule({ name, rule }: ExposedPlan, { arn }: LbTargetGroup, dependsOn: ITerraformDependable[]): void {
    new LbListenerRule(this, `rule-${name}`, {
      listenerArn: this.props.listenerArn,
      priority: rule.priority,
      condition: [{ hostHeader: { values: [rule.host] } }, { pathPattern: { values: [...rule.paths] } }],
      action: [{ type: "forward", targetGroupArn: arn }],
      tags: { Name: name },
      dependsOn,
    });
  }

  private addAlarm({ name, targetGroup }: ExposedPlan, { arnSuffix }: LbTargetGroup): void {
    const { balancerArnSuffix, alarmTopicArn, regionCode } = this.props;
    new CloudwatchMetricAlarm(this, `alarm-${name}`, {
      alarmName: `${targetGroup}-pods`,
      alarmDescription: `No pod of ${name} is healthy in ${regionCode}: users of every service leave the region. docs/runbooks/workloads.md`,
      namespace: "AWS/ApplicationELB",
      metricName: "HealthyHostCount",
      dimensions: { LoadBalancer: balancerArnSuffix, TargetGroup: arnSuffix },
      statistic: "Minimum",
      period: 60,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // CloudWatch hears nothing of a group without any pod.
      treatMissingData: "breaching",
      alarmActions: [alarmTopicArn],
      okActions: [alarmTopicArn],
    });
  }
}
