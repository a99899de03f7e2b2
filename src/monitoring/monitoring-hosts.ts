import { onEveryNode, type Requests } from "../cluster/every-node";
import { capacityOf } from "../cluster/node-capacity";
import type { Environment } from "../environment/environment";
import { findMonitoringGroup } from "./monitoring-nodes";

type NodeGroups = Pick<NonNullable<Environment["cluster"]>, "nodeGroups">;
type NodeGroup = NodeGroups["nodeGroups"][string];

/** The smallest node that Prometheus may land on, with what it has left for it. */
export interface MonitoringHost {
  readonly group: string;
  readonly instanceType: string;
  readonly memoryMiB: number;
  readonly cpuMillis: number;
}

/** What everything of monitoring but Prometheus asks for; a test adds it up. */
export const besidePrometheus: Requests = { memoryMiB: 1280, cpuMillis: 400 };

/** Where Prometheus goes: the nodes of monitoring, else the largest of those without taints. */
export function hostOf(cluster: NodeGroups): MonitoringHost | undefined {
  const dedicated = findMonitoringGroup(cluster);
  const groups: readonly (readonly [string, NodeGroup])[] =
    dedicated === undefined
      ? Object.entries(cluster.nodeGroups).filter(([, { taints }]) => taints.length === 0)
      : [dedicated];
  const hosts = groups.flatMap(([name, group]) => smallestHost(name, group, dedicated !== undefined));
  return hosts.toSorted((a, b) => b.memoryMiB - a.memoryMiB)[0];
}

function smallestHost(name: string, group: NodeGroup, isDedicated: boolean): readonly MonitoringHost[] {
  // On a single node, everything of monitoring is beside it.
  const isAlone = isDedicated && Math.min(group.sizes.primary.max, group.sizes.failover.max) === 1;
  const taken = isAlone ? besidePrometheus : { memoryMiB: 0, cpuMillis: 0 };
  return [...group.instanceTypes, ...Object.values(group.instanceTypesByZone).flat()]
    .map((instanceType) => {
      const { memoryMiB, cpuMillis } = roomOn(instanceType);
      return {
        group: name,
        instanceType,
        memoryMiB: memoryMiB - taken.memoryMiB,
        cpuMillis: cpuMillis - taken.cpuMillis,
      };
    })
    .toSorted((a, b) => a.memoryMiB - b.memoryMiB)
    .slice(0, 1);
}

/** What a node has for pods that choose it. */
function roomOn(instanceType: string): Requests {
  const { allocatableMemoryMiB, allocatableMilliCpu } = capacityOf(instanceType);
  return {
    memoryMiB: allocatableMemoryMiB - onEveryNode.memoryMiB,
    cpuMillis: allocatableMilliCpu - onEveryNode.cpuMillis,
  };
}
