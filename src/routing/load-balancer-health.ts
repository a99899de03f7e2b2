/** Targets of a target group that pass its health check. */
export type HealthyTargets = number;

/**
 * Whether Global Accelerator and Route 53 take a load balancer for healthy: each of its target groups must have a healthy target, so that the
 * worst of them decides.
 *
 * An empty target group is unhealthy to Route 53. AWS does not say what it is to Global Accelerator: the same is assumed, which is the worse
 * of the two. Of a load balancer without target groups neither says anything: it counts as unhealthy.
 *
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export function isLoadBalancerHealthy(targetGroups: readonly HealthyTargets[]): boolean {
  return targetGroups.length > 0 && targetGroups.every((healthy) => healthy > 0);
}

/** How a load balancer asks its targets. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
export interface HealthCheckTiming {
  /** Seconds. */
  readonly interval: number;
  /** Failures in a row after which a target is unhealthy. */
  readonly unhealthyThreshold: number;
}

/** Seconds until a load balancer notices that a target does not answer, whichever of its target groups that is in. */
export function noticedWithinSec(timings: readonly HealthCheckTiming[]): number {
  return Math.max(...timings.map(({ interval, unhealthyThreshold }) => interval * unhealthyThreshold));
}
