import type { NodeGroup } from "./node-group-plan";

/** A taint as kubectl writes it. */
export function formatTaint({ key, value, effect }: NodeGroup["taints"][number]): string {
  return `${key}=${value}:${effect}`;
}
