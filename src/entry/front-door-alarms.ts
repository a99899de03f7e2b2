/** One metric of a front door and when a person must look. */
export interface FrontDoorAlarm {
  readonly id: string;
  readonly metric: string;
  /** Of the load balancer, of its target group that stands for the region, or of the certificate. */
  readonly of: "load-balancer" | "region" | "certificate";
  readonly statistic: "Minimum" | "Sum";
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSec: number;
  /** Consecutive periods before it rings. */
  readonly periods: number;
  readonly missing: "breaching" | "notBreaching" | "ignore";
  readonly description: string;
}

/** What wakes somebody. Each region rings for itself: Global Accelerator takes its health from what CloudWatch sees here too. */
export function planFrontDoorAlarms(regionCode: string, isStandby: boolean): readonly FrontDoorAlarm[] {
  const runbook = "docs/runbooks/edge.md";
  return [
    {
      id: "region",
      metric: "HealthyHostCount",
      of: "region",
      statistic: "Minimum",
      comparison: "LessThanThreshold",
      threshold: 1,
      periodSec: 60,
      periods: 3,
      // Of a group without pods CloudWatch hears nothing, and users have left.
      missing: "breaching",
      description: `No pod says that ${regionCode} serves: users go to the other region. ${runbook}`,
    },
    {
      id: "errors",
      metric: "HTTPCode_ELB_5XX_Count",
      of: "load-balancer",
      statistic: "Sum",
      comparison: "GreaterThanThreshold",
      threshold: 10,
      periodSec: 60,
      periods: 5,
      missing: "notBreaching",
      description: `The front door of ${regionCode} itself answers with errors: pods are gone, too slow, or cut connections. ${runbook}`,
    },
    {
      id: "certificate",
      metric: "DaysToExpiry",
      of: "certificate",
      statistic: "Minimum",
      comparison: "LessThanThreshold",
      threshold: 30,
      periodSec: 86_400,
      periods: 1,
      missing: "ignore",
      description: `AWS has not renewed the certificate of ${regionCode}, as it does in time while its record is in the zone. ${runbook}`,
    },
    ...(isStandby ? [usersArrive(regionCode, runbook)] : []),
  ];
}

/** Rings in the region that is left, wherever the other one and its alarms are. */
function usersArrive(regionCode: string, runbook: string): FrontDoorAlarm {
  return {
    id: "users",
    metric: "RequestCount",
    of: "load-balancer",
    statistic: "Sum",
    comparison: "GreaterThanThreshold",
    threshold: 100,
    periodSec: 60,
    periods: 3,
    missing: "notBreaching",
    description: `Users have come to ${regionCode}, which stands by: the other region is unhealthy or gone. ${runbook}`,
  };
}
