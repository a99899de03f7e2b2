import type { Environment, Region } from "../environment/environment";

/** How many route tables of each tier a region has; other layers add routes to each. */
export interface RouteTableCounts {
  readonly private: number;
  readonly database: number;
  readonly intra: number;
}

/** A table for each NAT gateway, since each leads out through its own; nobody leaves the intra subnets. */
export function countRouteTables(
  { roles }: Pick<Environment, "roles">,
  { role, zones }: Pick<Region, "role" | "zones">,
): RouteTableCounts {
  const perGateway = roles[role].nat === "single" ? 1 : zones.length;
  return { private: perGateway, database: perGateway, intra: 1 };
}
