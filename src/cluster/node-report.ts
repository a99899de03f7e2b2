import type { ClusterPlan } from "./cluster-plan";

/** The clusters of both regions as lines for a terminal, with the bounds of every node group in AWS. */
export function reportNodes(plans: readonly ClusterPlan[]): readonly string[] {
  return plans.flatMap(({ stack, cluster, region, names, nodeGroups }) => {
    const width = Math.max(...nodeGroups.map(({ key }) => key.length));
    return [
      `${stack.environment.name}  ${region.code}  ${region.role}  ${names.cluster}  Kubernetes ${cluster.kubernetesVersion}`,
      ...nodeGroups.map(({ key, size }) => `  ${key.padEnd(width)}  ${size.min}-${size.max} nodes`),
    ];
  });
}
