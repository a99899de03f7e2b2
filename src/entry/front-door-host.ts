import { type Environment, type Region, shortCodeOf } from "../environment/environment";

/**
 * The name of the zone that leads to the front door of one region, whichever serves: for whoever asks that region and no other. None without an edge.
 */
export function frontDoorHost(
  { dns, edge }: Pick<Environment, "dns" | "edge">,
  region: Pick<Region, "code">,
): string | undefined {
  if (dns === undefined || edge === undefined) return undefined;
  return `front-door-${shortCodeOf(region)}.${dns.domain}`;
}
