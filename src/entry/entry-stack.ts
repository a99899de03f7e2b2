import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { type App, Fn, Token } from "cdktf";
import { InternalLoadBalancer } from "../../modules/internal-load-balancer/internal-load-balancer";
import { certificateExports } from "../certificates/certificate-exports";
import { networkExports } from "../network/network-exports";
import { type Exports, readExports, writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { entryExports } from "./entry-exports";
import type { EntryPlan, FrontDoorPlan, PrometheusEntryPlan } from "./entry-plan";
import { FrontDoor } from "./front-door";
import { prometheusEntry } from "./prometheus-entry";

type Network = Exports<typeof networkExports>;

/**
 * The load balancers of one region. Terraform owns them, and the clusters' controller registers pods behind them by the names of their target
 * groups: a cluster that is destroyed, or whose controller died, leaves no load balancer behind.
 */
export class EntryStack extends LayerStack {
  constructor(app: App, plan: EntryPlan) {
    super(app, plan.stack);
    const network = readExports(this, networkExports, plan.network, { private_subnet_ids: plan.region.zones.length });
    const { frontDoor, prometheus } = plan;

    const door = frontDoor === undefined ? undefined : this.addFrontDoor(plan, frontDoor, network);
    if (prometheus !== undefined) this.addPrometheus(plan, prometheus, network);

    writeExports(this, entryExports, {
      front_door_arn: door?.balancer.arn ?? "",
      front_door_arn_suffix: door?.balancer.arnSuffix ?? "",
      front_door_dns_name: door?.balancer.dnsName ?? "",
      front_door_zone_id: door?.balancer.zoneId ?? "",
      front_door_security_group_id: door?.balancer.securityGroupId ?? "",
      https_listener_arn: door?.balancer.httpsListenerArn ?? "",
      region_target_group_arn: door?.regionTargetGroup.arn ?? "",
    });
  }

  private addFrontDoor(entry: EntryPlan, plan: FrontDoorPlan, network: Network): FrontDoor {
    const certificates = readExports(this, certificateExports, plan.certificates, { certificate_arns: 2 });
    return new FrontDoor(this, "front-door", {
      entry,
      plan,
      vpcId: network.vpc_id,
      subnetIds: plan.isInternal ? network.private_subnet_ids : network.public_subnet_ids,
      certificateArn: Token.asString(Fn.element(certificates.certificate_arns, plan.certificateIndex)),
      alarmTopicArn: network.alarm_topic_arn,
    });
  }

  private addPrometheus(
    entry: EntryPlan,
    { clients, hostedZoneId, host }: PrometheusEntryPlan,
    network: Network,
  ): void {
    const balancer = new InternalLoadBalancer(this, "prometheus", {
      name: entry.names.prometheusEntry,
      vpcId: network.vpc_id,
      subnetIds: network.private_subnet_ids,
      clients,
      targets: entry.targets,
      ...prometheusEntry,
      deletionProtection: entry.stack.environment.deletionProtection,
    });
    new Route53Record(this, "prometheus-record", {
      zoneId: hostedZoneId,
      name: host,
      type: "A",
      alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false },
    });
    if (entry.hasAlarms) this.addPrometheusAlarm(entry, balancer, network.alarm_topic_arn);
  }

  private addPrometheusAlarm({ names, region }: EntryPlan, balancer: InternalLoadBalancer, topicArn: string): void {
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
