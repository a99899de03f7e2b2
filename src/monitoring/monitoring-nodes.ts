import { platformTolerations } from "../cluster/platform-tolerations";
import type { Environment } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";

type Cluster = NonNullable<Environment["cluster"]>;
type NodeGroup = Cluster["nodeGroups"][string];

/** Where pods of monitoring go, in the words of Kubernetes. */
export type Placement = {
  readonly nodeSelector: PlainValues;
  readonly tolerations: readonly PlainValues[];
};

/** The node group that is kept for monitoring: by its taint, which nothing else of the platform tolerates. */
export function findMonitoringGroup(
  cluster: Pick<Cluster, "nodeGroups">,
): readonly [name: string, group: NodeGroup] | undefined {
  return Object.entries(cluster.nodeGroups).find(([, { taints }]) =>
    taints.some((taint) =>
      platformTolerations.some(
        ({ key, value, effect }) => taint.key === key && taint.value === value && taint.effect === effect,
      ),
    ),
  );
}

/** Onto the nodes of monitoring, and anywhere where an environment keeps none for it. A group without labels can only be tolerated. */
export function placeMonitoring(cluster: Pick<Cluster, "nodeGroups">): Placement {
  const [, group] = findMonitoringGroup(cluster) ?? [];
  if (group === undefined) return { nodeSelector: {}, tolerations: [] };
  return {
    nodeSelector: group.labels,
    tolerations: group.taints.map(({ key, value, effect }) => ({ key, operator: "Equal", value, effect })),
  };
}
