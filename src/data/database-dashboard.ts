import {
  type CreatedInstance,
  counterExpression,
  type InstanceAlarm,
  isCounter,
} from "../../modules/instance-alarms/instance-alarms";

/** The body of a CloudWatch dashboard with a graph for each alarm of an instance, with its threshold drawn in. */
export function dashboardBody(
  regionCode: string,
  { identifier, resourceId }: CreatedInstance,
  alarms: readonly InstanceAlarm[],
): string {
  return JSON.stringify({
    widgets: alarms.map(({ id, metric, statistic, threshold }, i) => ({
      type: "metric",
      x: (i % 3) * 8,
      y: Math.floor(i / 3) * 6,
      width: 8,
      height: 6,
      properties: {
        title: id,
        region: regionCode,
        view: "timeSeries",
        stat: statistic,
        period: 60,
        metrics: isCounter(metric)
          ? [[{ expression: counterExpression(resourceId, metric), label: metric, id: "counter" }]]
          : [["AWS/RDS", metric, "DBInstanceIdentifier", identifier]],
        annotations: { horizontal: [{ label: "alarm", value: threshold }] },
      },
    })),
  });
}
