import type { Environment, Region } from "../environment/environment";

type DialledEnvironment = Pick<Environment, "regions" | "roles" | "edge">;

/** Of every endpoint. One of weight 0 would never take over: Global Accelerator leaves it out even where nothing else is healthy. */
export const endpointWeight = 128;

/**
 * Share of the users near it that a region takes while all regions are healthy, in percent. One that stands by takes none, and everybody as
 * soon as the other is unhealthy: the dial is ignored then.
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints-endpoint-weights.unhealthy-endpoints.html
 */
export function trafficDial(environment: DialledEnvironment, region: Pick<Region, "code" | "role">): number {
  const reachable = reachableRegions(environment);
  if (!reachable.some(({ code }) => code === region.code)) return 0;
  if (reachable.length === 1 || region.role === "primary") return 100;
  return environment.roles.failover.mode === "active" ? 100 : 0;
}

/** Regions that the edge knows of: without the one that is lost. */
export function reachableRegions({ regions, edge }: Pick<Environment, "regions" | "edge">): readonly Region[] {
  return regions.filter(({ code }) => code !== edge?.regionLost);
}
