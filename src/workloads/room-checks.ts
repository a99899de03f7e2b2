import { isTolerated } from "../cluster/is-tolerated";
import type { NodeGroup } from "../cluster/node-group-plan";
import { platformPods } from "../cluster/platform-requests";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import type { Environment } from "../environment/environment";
import { besidePrometheus } from "../monitoring/monitoring-hosts";
import { findMonitoringGroup } from "../monitoring/monitoring-nodes";
import { podsOnEveryNode, roomOn } from "./node-room";
import { type NodeKind, type PodKind, pack } from "./packing";
import { mebibytesOf, milliCpuOf } from "./quantity";
import type { Service } from "./service";

/** After a failover the standby carries what the primary carried at its peak, before anybody has exchanged the roles. */
const peakCheck: Check = defineCheck(["services.*"], ({ services }) =>
  entriesOf(["services"], services)
    .filter(({ value: { replicas } }) => replicas.failover.max < replicas.primary.max)
    .map(({ path, value: { replicas } }) => ({
      path: `${path}.replicas.failover.max`,
      got: String(replicas.failover.max),
      expected: `at least ${replicas.primary.max}, the primary's peak`,
      fix: "raise it, as pods that nobody needs are not there, or lower replicas.primary.max",
    })),
);

/** What all services need at their peak must fit onto the nodes that the groups may have, in either role. */
const roomCheck: Check = defineCheck(
  ["services", "cluster.nodeGroups", "monitoring"],
  ({ services, cluster, monitoring }) => {
    const all = Object.values(services ?? {}).filter(({ image }) => image !== undefined);
    if (cluster === undefined || all.length === 0) return [];
    const groups = Object.values(cluster.nodeGroups);
    const own = [platformPods, ...(findMonitoringGroup(cluster) === undefined ? monitoringPods(monitoring) : [])];
    return (["primary", "failover"] as const).flatMap((role): Problem[] => {
      const unplaced = countUnplaced(
        [...all.map((service) => demandIn(service, role)), ...own.map(untolerant)],
        groups,
        role,
      );
      if (unplaced === 0) return [];
      return [
        {
          path: "cluster.nodeGroups",
          got: `nodes on which ${unplaced} pods find no place, once every service has as many as it may have`,
          expected: `room for all in the role ${role}: ${groups.map((group) => nodesOf(group, role)).join(" and ")} nodes at most`,
          fix: `raise sizes.${role}.max of a group, which costs nothing until it is needed, or lower replicas or resources of services`,
        },
      ];
    });
  },
);

type Role = keyof Service["replicas"];

/** Pods of a kind, with the taints that they tolerate. */
interface Demand {
  readonly pods: PodKind;
  readonly tolerations: Service["tolerations"];
}

function demandIn({ replicas, resources, tolerations }: Service, role: Role): Demand {
  const pods = {
    count: replicas[role].max,
    cpuMillis: milliCpuOf(resources.cpu),
    memoryMiB: mebibytesOf(resources.memory),
  };
  return { pods, tolerations };
}

function untolerant(pods: PodKind): Demand {
  return { pods, tolerations: [] };
}

/** Monitoring, where no nodes are kept for it. */
function monitoringPods({ prometheus }: Environment["monitoring"]): readonly PodKind[] {
  return [
    { count: 1, ...prometheus },
    { count: 1, ...besidePrometheus },
  ];
}

/** The largest pods first, as whoever packs does. */
function countUnplaced(demands: readonly Demand[], groups: readonly NodeGroup[], role: Role): number {
  let nodes = groups.map((group) => ({ group, kinds: [nodeKindOf(group, role)] as readonly NodeKind[] }));
  let unplaced = 0;
  const largestFirst = demands.toSorted(
    ({ pods: a }, { pods: b }) => b.memoryMiB - a.memoryMiB || b.cpuMillis - a.cpuMillis,
  );
  for (const { tolerations, pods } of largestFirst) {
    const open = groups.filter((group) => isTolerated(group, tolerations));
    // Those that fit on no node at all are a mistake of their own.
    if (open.every((group) => pack([nodeKindOf(group, role)], { ...pods, count: 1 }).unplaced === 1)) continue;
    let left = pods.count;
    nodes = nodes.map(({ group, kinds }) => {
      if (!open.includes(group)) return { group, kinds };
      const packing = pack(kinds, { ...pods, count: left });
      left = packing.unplaced;
      return { group, kinds: packing.nodes };
    });
    unplaced += left;
  }
  return unplaced;
}

function nodeKindOf(group: NodeGroup, role: Role): NodeKind {
  const { cpuMillis, memoryMiB, pods } = roomOn(group);
  return { count: nodesOf(group, role), cpuMillis, memoryMiB, pods: pods - podsOnEveryNode };
}

/** Nodes that a group may have; a failover region that may have fewer than the primary is a mistake of its own. */
function nodesOf({ sizes }: NodeGroup, role: Role): number {
  return Math.max(sizes[role].max, sizes.primary.max);
}

export const roomChecks: readonly Check[] = [peakCheck, roomCheck];
