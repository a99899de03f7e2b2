import type { Share } from "./share";

/** An alias record of one name that leads to the load balancer of a region, with `evaluate_target_health`. */
export interface AliasRecord {
  readonly region: string;
  /** Of its load balancer. */
  readonly isHealthy: boolean;
}

/**
 * Seconds that resolvers keep an answer which leads to a load balancer. Some keep it longer, and so do clients with open connections.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export const aliasTtlSec = 60;

/**
 * What Route 53 answers for a pair of failover records: the secondary one while it alone is healthy, and the primary one in any other case, also
 * where neither is.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html, "Failover"
 */
export function routeByFailoverRecords(primary: AliasRecord, secondary: AliasRecord): readonly Share[] {
  if (primary.isHealthy) return [everybodyTo(primary, "regular")];
  return [secondary.isHealthy ? everybodyTo(secondary, "failover") : everybodyTo(primary, "fail-open")];
}

/**
 * What Route 53 answers for latency records: the nearest that is healthy, and where none is, the nearest as if all were.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * @throws Error where there is no record
 */
export function routeByLatencyRecords(
  records: readonly AliasRecord[],
  regionsNearestFirst: readonly string[],
): readonly Share[] {
  const [nearest, ...others] = records.toSorted(
    (a, b) => regionsNearestFirst.indexOf(a.region) - regionsNearestFirst.indexOf(b.region),
  );
  if (nearest === undefined) throw new Error("there is no record");
  if (nearest.isHealthy) return [everybodyTo(nearest, "regular")];
  const healthy = others.find(({ isHealthy }) => isHealthy);
  return [healthy === undefined ? everybodyTo(nearest, "fail-open") : everybodyTo(healthy, "failover")];
}

function everybodyTo({ region }: AliasRecord, way: Share["way"]): Share {
  return { region, endpoint: region, part: 1, way };
}
