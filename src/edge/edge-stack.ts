import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { App } from "cdktf";
import { Accelerator } from "../../modules/accelerator/accelerator";
import { acceleratorsWriteLogs, LogBucket } from "../../modules/log-bucket/log-bucket";
import { entryExports } from "../entry/entry-exports";
import { type Exports, readExports, writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { edgeExports } from "./edge-exports";
import type { AcceleratorPlan, EdgePlan, EdgeRegionPlan } from "./edge-plan";

interface EdgeRegion extends EdgeRegionPlan {
  readonly front: Exports<typeof entryExports>;
}

const flowLogPrefix = "accelerator";

/** What leads users to the region that serves. It has no provider of a region, and reads nothing of one that is lost. */
export class EdgeStack extends LayerStack {
  constructor(
    app: App,
    private readonly plan: EdgePlan,
  ) {
    super(app, plan.stack);
    const regions = plan.regions.map((region) => ({ ...region, front: readExports(this, entryExports, region.entry) }));
    const accelerator = plan.accelerator === undefined ? undefined : this.addAccelerator(plan.accelerator, regions);
    if (accelerator === undefined) this.addWeightedRecords(regions);
    else this.addRecords(accelerator);
    for (const region of regions) this.addRegionRecord(region);
    writeExports(this, edgeExports, {
      accelerator_dns_name: accelerator?.dnsName ?? "",
      accelerator_ip_addresses: accelerator?.ipAddresses ?? [],
    });
  }

  private addAccelerator(accelerator: AcceleratorPlan, regions: readonly EdgeRegion[]): Accelerator {
    const { name, weight, clientAffinity, partition, flowLogBucket, flowLogDays } = accelerator;
    const { accountId, deletionProtection } = this.plan.stack.environment;
    const logs = new LogBucket(this, "flow-logs", {
      name: flowLogBucket,
      partition,
      days: flowLogDays,
      statements: acceleratorsWriteLogs(partition, flowLogBucket, accountId, flowLogPrefix),
      deletionProtection,
    });
    return new Accelerator(this, "edge", {
      name,
      clientAffinity,
      endpoints: regions.map(({ id, regionCode, front, trafficDial }) => ({
        id,
        regionCode,
        loadBalancerArn: front.front_door_arn,
        trafficDial,
        weight,
      })),
      flowLogBucket: logs.bucketName,
      flowLogPrefix,
      deletionProtection,
    });
  }

  private addRecords({ dnsName, zoneId }: Accelerator): void {
    for (const { id, name } of this.plan.hosts) {
      new Route53Record(this, id, {
        zoneId: this.plan.hostedZoneId,
        name,
        type: "A",
        alias: { name: dnsName, zoneId, evaluateTargetHealth: false },
      });
    }
  }

  /** People and probes ask one region by it, also while nobody is led there. */
  private addRegionRecord({ id, host, front }: EdgeRegion): void {
    new Route53Record(this, `front-door-${id}`, {
      zoneId: this.plan.hostedZoneId,
      name: host,
      type: "A",
      alias: { name: front.front_door_dns_name, zoneId: front.front_door_zone_id, evaluateTargetHealth: false },
    });
  }

  /**
   * A weight of 0 is answered as soon as all others are unhealthy, as a dial of 0 is served then. Failover records would say the same and could not
   * exchange their roles: two of them must never be primary, not even between two calls.
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html
   */
  private addWeightedRecords(regions: readonly EdgeRegion[]): void {
    for (const { id, name } of this.plan.hosts) {
      for (const { id: region, front, trafficDial } of regions) {
        new Route53Record(this, `${id}-${region}`, {
          zoneId: this.plan.hostedZoneId,
          name,
          type: "A",
          setIdentifier: region,
          weightedRoutingPolicy: { weight: trafficDial },
          alias: { name: front.front_door_dns_name, zoneId: front.front_door_zone_id, evaluateTargetHealth: true },
        });
      }
    }
  }
}
