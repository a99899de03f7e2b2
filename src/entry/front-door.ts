import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../../modules/application-load-balancer/application-load-balancer";
import { EncryptionKey } from "../../modules/encryption-key/encryption-key";
import { Firewall } from "../../modules/firewall/firewall";
import { logGroupsUseKey } from "../../modules/iam/policy-document";
import { LogBucket, loadBalancersWriteLogs } from "../../modules/log-bucket/log-bucket";
import type { EntryPlan, FrontDoorPlan } from "./entry-plan";
import type { FrontDoorAlarm } from "./front-door-alarms";
import { regionSwitch } from "./region-switch";

export interface FrontDoorProps {
  readonly entry: EntryPlan;
  readonly plan: FrontDoorPlan;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly certificateArn: string;
  readonly alarmTopicArn: string;
}

/** The load balancer of a region that users reach, what refuses requests in front of it, its logs, and the switch that takes the region out. */
export class FrontDoor extends Construct {
  readonly balancer: ApplicationLoadBalancer;
  readonly regionTargetGroup: LbTargetGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FrontDoorProps,
  ) {
    super(scope, id);
    const { entry, plan, vpcId, subnetIds, certificateArn, alarmTopicArn } = props;
    const { names, targets } = entry;
    const { accountId, deletionProtection } = entry.stack.environment;

    const logs = new LogBucket(this, "access-logs", {
      name: names.accessLogBucket,
      partition: plan.partition,
      days: plan.accessLogDays,
      statements: [loadBalancersWriteLogs(plan.partition, names.accessLogBucket, accountId)],
      deletionProtection,
    });
    this.balancer = new ApplicationLoadBalancer(this, "load-balancer", {
      name: names.frontDoor,
      vpcId,
      subnetIds,
      internal: plan.isInternal,
      targets,
      certificateArn,
      accessLogBucket: logs.bucketName,
      idleTimeoutSec: plan.idleTimeoutSec,
      deletionProtection,
    });
    this.regionTargetGroup = this.addRegionSwitch(vpcId);
    if (plan.firewall !== undefined) this.addFirewall(plan.firewall);
    for (const alarm of plan.alarms) this.addAlarm(alarm, certificateArn, alarmTopicArn);
  }

  private addRegionSwitch(vpcId: string): LbTargetGroup {
    const { path, port, priority, health } = regionSwitch;
    const targetGroup = new LbTargetGroup(this, "region", {
      name: this.props.entry.names.regionTargets,
      vpcId,
      port,
      protocol: "HTTP",
      targetType: "ip",
      deregistrationDelay: "30",
      healthCheck: { path, matcher: "200", timeout: 5, healthyThreshold: 2, ...health },
    });
    new LbListenerRule(this, "region-rule", {
      listenerArn: this.balancer.httpsListenerArn,
      priority,
      condition: [{ pathPattern: { values: [path] } }],
      action: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags: { Name: "region" },
    });
    return targetGroup;
  }

  private addFirewall({ requestsPerClient, counted }: NonNullable<FrontDoorPlan["firewall"]>): void {
    const { entry, plan } = this.props;
    const { names, region } = entry;
    const { accountId, deletionProtection } = entry.stack.environment;
    const key = new EncryptionKey(this, "firewall-logs", {
      alias: names.frontDoorKeyAlias,
      description: "Logs of the firewall",
      partition: plan.partition,
      accountId,
      deletionProtection,
      statements: [logGroupsUseKey(plan.partition, region.code, accountId, [names.firewallLogGroup])],
    });
    new Firewall(this, "firewall", {
      name: names.frontDoor,
      logGroupName: names.firewallLogGroup,
      logKeyArn: key.arn,
      logDays: 365,
      resourceArn: this.balancer.arn,
      requestsPerClient,
      counted,
    });
  }

  private addAlarm(alarm: FrontDoorAlarm, certificateArn: string, topicArn: string): void {
    const { arnSuffix } = this.balancer;
    const sources = {
      "load-balancer": { namespace: "AWS/ApplicationELB", dimensions: { LoadBalancer: arnSuffix } },
      region: {
        namespace: "AWS/ApplicationELB",
        dimensions: { LoadBalancer: arnSuffix, TargetGroup: this.regionTargetGroup.arnSuffix },
      },
      certificate: { namespace: "AWS/CertificateManager", dimensions: { CertificateArn: certificateArn } },
    };
    new CloudwatchMetricAlarm(this, `${alarm.id}-alarm`, {
      alarmName: `${this.props.entry.names.frontDoor}-${alarm.id}`,
      alarmDescription: alarm.description,
      metricName: alarm.metric,
      ...sources[alarm.of],
      statistic: alarm.statistic,
      period: alarm.periodSec,
      evaluationPeriods: alarm.periods,
      datapointsToAlarm: alarm.periods,
      comparisonOperator: alarm.comparison,
      threshold: alarm.threshold,
      treatMissingData: alarm.missing,
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
