import type { App } from "cdktf";
import { entryExports } from "../entry/entry-exports";
import { addCluster, addReleases } from "../helm/installed-releases";
import { networkExports } from "../network/network-exports";
import { readExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { WaysIn } from "./ways-in";
import type { WorkloadsPlan } from "./workloads-plan";

/**
 * The services of one region, and their ways in. A service comes in this order: a target group; its pods, which are registered there; and then the
 * rule that leads users to it. Global Accelerator takes a region for dead as soon as a target group behind its load balancer has no healthy pod,
 * so it must not be there before they are. It goes the other way round.
 */
export class WorkloadsStack extends LayerStack {
  constructor(app: App, plan: WorkloadsPlan) {
    super(app, plan.stack);
    const cluster = addCluster(this, plan);
    if (plan.frontDoor === undefined) {
      addReleases(this, plan);
      return;
    }
    const network = readExports(this, networkExports, plan.frontDoor.network);
    const entry = readExports(this, entryExports, plan.frontDoor.entry);
    const ways = new WaysIn(this, "front-door", {
      plan: plan.frontDoor,
      regionCode: plan.region.code,
      vpcId: network.vpc_id,
      alarmTopicArn: network.alarm_topic_arn,
      nodeSecurityGroupId: cluster.node_security_group_id,
      balancerSecurityGroupId: entry.front_door_security_group_id,
      balancerArnSuffix: entry.front_door_arn_suffix,
      listenerArn: entry.https_listener_arn,
    });
    const releases = addReleases(this, plan, (release) => ways.needsOf(release));
    ways.open(releases);
  }
}
