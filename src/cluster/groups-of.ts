import { entriesOf } from "../config/entries";
import type { Cluster, NodeGroup } from "./node-group-plan";

/** The node groups of the file, each with its place there. */
export function groupsOf(
  cluster: Pick<Cluster, "nodeGroups"> | undefined,
): readonly (readonly [path: string, group: NodeGroup])[] {
  return entriesOf(["cluster", "nodeGroups"], cluster?.nodeGroups).map(({ path, value }) => [path, value]);
}
