import type { Share } from "./share";

/** A weighted alias record of one name that leads to the load balancer of a region, with `evaluate_target_health`. */
export interface WeightedRecord {
  readonly region: string;
  /** Share of the answers among those that are given at all; 0 is given where every other record is unhealthy. */
  readonly weight: number;
  /** Of its load balancer. */
  readonly isHealthy: boolean;
}

/**
 * Seconds that resolvers keep an answer which leads to a load balancer. Some keep it longer, and so do clients with open connections.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export const aliasTtlSec = 60;

/**
 * What Route 53 answers for weighted records, wherever the one who asks is: the healthy ones by their weights; where those have none, healthy ones
 * of weight 0; and where nothing is healthy, as if everything were.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted-alias.html
 * @throws Error where there is no record
 */
export function routeByWeightedRecords(records: readonly WeightedRecord[]): readonly Share[] {
  if (records.length === 0) throw new Error("there is no record");
  const healthy = records.filter(({ isHealthy }) => isHealthy);
  if (healthy.length === 0) return byWeight(records, "fail-open");
  return byWeight(healthy, healthy.some(({ weight }) => weight > 0) ? "regular" : "failover");
}

/** Where all weights are 0, each record is given as often as the others. */
function byWeight(records: readonly WeightedRecord[], way: Share["way"]): readonly Share[] {
  const total = records.reduce((sum, { weight }) => sum + weight, 0);
  return records
    .map(({ region, weight }) => ({
      region,
      endpoint: region,
      part: total === 0 ? 1 / records.length : weight / total,
      way,
    }))
    .filter(({ part }) => part > 0);
}
