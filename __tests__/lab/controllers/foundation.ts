import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { environment as prod } from "../../../environments/prod";
import type { clusterExports } from "../../../src/cluster/cluster-exports";
import { type ClusterPlan, planClusters } from "../../../src/cluster/cluster-plan";
import type { entryExports } from "../../../src/entry/entry-exports";
import type { Environment } from "../../../src/environment/environment";
import { labFolder } from "../../../src/local/lab-folder";
import type { networkExports } from "../../../src/network/network-exports";
import type { ExportContract, Exports } from "../../../src/stack/exports";
import { succeed, type Terraform } from "../../../src/terraform/terraform";
import { type Cloud, openCloud } from "../cloud/cloud";
import { timed } from "../cloud/costs";
import { applyStack, forAll } from "../laboratory";
import {
  type GroupNetwork,
  makeGroup,
  makeNodeGroup,
  type NodeLoop,
  nameOfGroup,
  startNodeLoop,
} from "./auto-scaling-groups";
import { type AwsClient, startAwsClient } from "./aws-client";
import type { ControllerPlace } from "./controller";
import { startOutboundProxy } from "./outbound-proxy";

export const west = "eu-west-1";

/** Another cluster's group of the same account and region, which is none of this cluster's autoscaler's business. */
export const otherCluster = "acme-prod-other";

/** What controllers stand on: a region of prod with its network and its front doors, its cluster, and nodes that are instances of its groups. */
export interface Foundation {
  readonly cloud: Cloud;
  readonly place: ControllerPlace;
  readonly aws: AwsClient;
  /** Fields of the environment in which it stands. */
  readonly fields: object;
  readonly hostedZoneId: string;
  /** Names of groups of EC2 Auto Scaling: those of this cluster, the one among them that starts with no node, and one of another cluster. */
  readonly groups: { readonly own: readonly string[]; readonly empty: string; readonly foreign: string };
  readonly network: GroupNetwork;
  /** Security group of the load balancer of users. */
  readonly frontDoorSecurityGroupId: string;
  readonly nodes: NodeLoop;
  /** Where anything wanted to go outside. */
  readonly outbound: readonly string[];
  readonly close: () => Promise<void>;
}

/** A group that starts with no node. */
const batch = {
  instanceTypes: ["c6i.xlarge"],
  zones: "first",
  labels: { dedicated: "batch" },
  sizes: { primary: { min: 0, max: 3 }, failover: { min: 0, max: 3 } },
};

/** Prod with everything that a controller has work with: a front door for Prometheus, receivers of alerts by URL, an empty group of nodes. */
const fieldsWith = (hostedZoneId: string) => ({
  dns: { domain: "prod.example.com", hostedZoneId },
  cluster: { ...prod.cluster, nodeGroups: { ...prod.cluster?.nodeGroups, batch } },
  monitoring: {
    peerPrometheus: {},
    receivers: { pager: { urlSecret: "pager-url" } },
    routes: { critical: ["pager"], warning: ["pager"] },
    heartbeat: { urlSecret: "heartbeat-url" },
  },
});

/** The cloud of this part, or undefined with the reason printed where this machine cannot have it. */
export function openControllersCloud(): Promise<Cloud | undefined> {
  return openCloud("controllers", { regions: [west], modules: ["vpc"], nodes: () => [], wholeClusters: false });
}

export async function layFoundation(cloud: Cloud): Promise<Foundation> {
  const lab = labFolder(process.env);
  const { laboratory, synth, applyClusters, regions } = cloud;
  const [region] = regions;
  if (region === undefined) throw new Error("no region has a cluster");
  const { cluster } = region;
  const aws = startAwsClient(lab, laboratory.emulators, west);
  const outbound = await startOutboundProxy();
  const { HostedZone } = await aws.call<{ HostedZone: { Id: string } }>("route53", "create_hosted_zone", {
    Name: "prod.example.com",
    CallerReference: "controllers",
  });
  const hostedZoneId = HostedZone.Id.replace("/hostedzone/", "");
  const fields = fieldsWith(hostedZoneId);
  const environment: Environment = cloud.environment(fields);
  const plan = planOf(environment);
  const { network, frontDoorSecurityGroupId } = await timed(
    "controllers: network, front door and cluster of one region",
    async () => {
      const [networkStack, entryStack] = [`prod-${west}-network`, `prod-${west}-entry`];
      synth(fields);
      await forAll([networkStack, "prod-certificates"], (stack) => applyStack(laboratory.terraform(stack)));
      await applyStack(laboratory.terraform(entryStack));
      const made = await outputsOf<typeof networkExports>(laboratory.terraform(networkStack));
      await applyClusters({ [west]: made.vpc_id });
      const entry = await outputsOf<typeof entryExports>(laboratory.terraform(entryStack));
      const nodes = await outputsOf<typeof clusterExports>(laboratory.terraform(plan.stack.id, cloud.clusterOutputs));
      return {
        network: { subnetIds: made.private_subnet_ids, securityGroupId: nodes.node_security_group_id },
        frontDoorSecurityGroupId: entry.front_door_security_group_id,
      };
    },
  );
  await timed("controllers: groups of nodes in the emulated EC2", () =>
    Promise.all(
      plan.nodeGroups.map(async (group) => {
        await makeGroup(aws, { ...network, cluster: plan.names.cluster, group });
        await makeNodeGroup(aws, { ...network, cluster: plan.names.cluster, group });
      }),
    ),
  );
  const empty = plan.nodeGroups.find(({ size }) => size.desired === 0);
  if (empty === undefined) throw new Error("no group of nodes starts empty");
  const foreign = await makeGroup(aws, { ...network, cluster: otherCluster, group: empty });
  const own = plan.nodeGroups.map((group) => nameOfGroup(cluster.name, group));
  const folder = join(laboratory.folder, "pods");
  mkdirSync(folder, { recursive: true });
  const nodes = startNodeLoop(aws, cluster, plan);
  return {
    cloud,
    place: {
      cluster,
      folder,
      outbound: outbound.url,
      bin: join(lab, "bin"),
      environment,
      region: plan.region,
      emulators: laboratory.emulators,
    },
    aws,
    fields,
    hostedZoneId,
    groups: { own, empty: nameOfGroup(cluster.name, empty), foreign },
    network,
    frontDoorSecurityGroupId,
    nodes,
    outbound: outbound.refusals,
    close: async () => {
      await nodes.stop();
      aws.close();
      outbound.close();
    },
  };
}

function planOf(environment: Environment): ClusterPlan {
  const plan = planClusters(environment).find(({ region }) => region.code === west);
  if (plan === undefined) throw new Error(`no cluster in ${west}`);
  return plan;
}

/** What Terraform made, as a stack promises it to others. */
async function outputsOf<C extends ExportContract>(terraform: Terraform): Promise<Exports<C>> {
  const outputs = JSON.parse(await succeed(terraform, "output", "-json")) as Readonly<
    Record<string, { readonly value: unknown }>
  >;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])) as Exports<C>;
}
