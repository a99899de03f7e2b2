import type { Environment } from "../environment/environment";
import { findMonitoringGroup } from "./monitoring-nodes";

/** Nodes that are kept for monitoring and that nothing leads it to. */
export function warnOfUnlabelledNodes({ name, cluster }: Environment): readonly string[] {
  const [group, { labels = {} } = {}] = (cluster && findMonitoringGroup(cluster)) ?? [];
  if (group === undefined || Object.keys(labels).length > 0) return [];
  return [
    `${name}: node group ${group} is kept for monitoring by its taint and has no labels, so Prometheus may land on any node: give it labels: { dedicated: "monitoring" }`,
  ];
}
