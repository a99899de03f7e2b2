import { formatTaint } from "./format-taint";
import type { NodeGroup } from "./node-group-plan";

/** Whether pods with these tolerations may be placed on the nodes of a group. */
export function isTolerated({ taints }: Pick<NodeGroup, "taints">, tolerations: NodeGroup["taints"]): boolean {
  const tolerated = new Set(tolerations.map(formatTaint));
  return taints.every((taint) => taint.effect === "PreferNoSchedule" || tolerated.has(formatTaint(taint)));
}
