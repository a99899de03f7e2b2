import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { App } from "cdktf";
import { InternalLoadBalancer } from "../../modules/internal-load-balancer/internal-load-balancer";
import { networkExports } from "../network/network-exports";
import { readExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import type { EntryPlan } from "./entry-plan";
import { prometheusEntry } from "./prometheus-entry";

/**
 * The load balancers of one region. Terraform owns them, and the clusters' controller registers pods behind them by the names of their target
 * groups: a cluster that is destroyed, or whose controller died, leaves no load balancer behind.
 */
export class EntryStack extends LayerStack {
  constructor(app: App, plan: EntryPlan) {
    super(app, plan.stack);
    const { names, region, clients, targets, hostedZoneId, host } = plan;
    const network = readExports(this, networkExports, plan.network, { private_subnet_ids: region.zones.length });

    const balancer = new InternalLoadBalancer(this, "prometheus", {
      name: names.prometheusEntry,
      vpcId: network.vpc_id,
      subnetIds: network.private_subnet_ids,
      clients,
      targets,
      ...prometheusEntry,
      deletionProtection: plan.stack.environment.deletionProtection,
    });
    new Route53Record(this, "prometheus-record", {
      zoneId: hostedZoneId,
      name: host,
      type: "A",
      alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false },
    });
    if (plan.hasAlarms) this.addAlarm(plan, balancer, network.alarm_topic_arn);
  }

  private addAlarm({ names, region }: EntryPlan, balancer: InternalLoadBalancer, topicArn: string): void {
    new CloudwatchMetricAlarm(this, "prometheus-alarm", {
      alarmName: `${names.prometheusEntry}-targets`,
      alarmDescription: `No target of the internal load balancer answers: the other region no longer sees Prometheus of ${region.code}. docs/runbooks/monitoring.md`,
      namespace: "AWS/NetworkELB",
      metricName: "HealthyHostCount",
      dimensions: { LoadBalancer: balancer.arnSuffix, TargetGroup: balancer.targetGroupArnSuffix },
      statistic: "Minimum",
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // Nothing is registered before monitoring is installed, and CloudWatch hears nothing of an empty group.
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
