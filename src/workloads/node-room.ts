import { onEveryNode, type Requests } from "../cluster/every-node";
import { capacityOf } from "../cluster/node-capacity";
import type { NodeGroup } from "../cluster/node-group-plan";

/** What a node has left for services. */
export interface NodeRoom extends Requests {
  readonly instanceType: string;
  /** Pods of any kind. */
  readonly pods: number;
}

/** CNI, kube-proxy, EBS driver, Pod Identity agent, node-exporter. */
export const podsOnEveryNode = 5;

/** The room on a node of a group, of its smallest type: which of them AWS starts, it decides itself. */
export function roomOn({ instanceTypes }: Pick<NodeGroup, "instanceTypes">): NodeRoom {
  const rooms = instanceTypes.map((instanceType) => {
    const { allocatableMilliCpu, allocatableMemoryMiB, pods } = capacityOf(instanceType);
    return {
      instanceType,
      pods,
      cpuMillis: allocatableMilliCpu - onEveryNode.cpuMillis,
      memoryMiB: allocatableMemoryMiB - onEveryNode.memoryMiB,
    };
  });
  const [smallest] = rooms.toSorted((a, b) => a.memoryMiB - b.memoryMiB || a.cpuMillis - b.cpuMillis);
  if (smallest === undefined) throw new Error("a node group has no instance types");
  return smallest;
}
