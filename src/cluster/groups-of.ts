import { formatPath } from "../config/schema-problems";
import type { Cluster, NodeGroup } from "./node-group-plan";

/** The node groups of the file, each with its place there. */
export function groupsOf(
  cluster: Pick<Cluster, "nodeGroups"> | undefined,
): readonly (readonly [path: string, group: NodeGroup])[] {
  return Object.entries(cluster?.nodeGroups ?? {}).map(([name, group]) => [
    formatPath(["cluster", "nodeGroups", name]),
    group,
  ]);
}
