import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** One metric of an RDS instance and when a person must look. */
export interface InstanceAlarm {
  readonly id: string;
  /** A metric of AWS/RDS, or a counter of Database Insights, such as `os.fileSys.usedPercent.avg`. */
  readonly metric: string;
  readonly statistic: "Average" | "Maximum" | "Minimum";
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Consecutive minutes before it rings. */
  readonly minutes: number;
  /** What silence means: `breaching` where a healthy instance always reports. */
  readonly missing: "breaching" | "notBreaching" | "missing";
  /** What it means and what to do first, for the one who is woken. */
  readonly description: string;
}

export interface CreatedInstance {
  readonly identifier: string;
  /** By which Database Insights knows it: `db-ABC...`. */
  readonly resourceId: string;
}

export interface InstanceAlarmsProps {
  /** Prefix of the alarms' names. */
  readonly instance: string;
  /** The instance as Terraform knows it once it exists: an alarm that rings in silence would ring for the hours in which it is made. */
  readonly created: CreatedInstance;
  readonly topicArn: string;
  readonly alarms: readonly InstanceAlarm[];
}

/** CloudWatch alarms of one RDS instance, in its own region; they tell the topic when they ring and when it is over. */
export class InstanceAlarms extends Construct {
  constructor(scope: Construct, id: string, { instance, created, topicArn, alarms }: InstanceAlarmsProps) {
    super(scope, id);
    for (const alarm of alarms) {
      new CloudwatchMetricAlarm(this, alarm.id, {
        alarmName: `${instance}-${alarm.id}`,
        alarmDescription: alarm.description,
        ...source(alarm, created),
        comparisonOperator: alarm.comparison,
        threshold: alarm.threshold,
        evaluationPeriods: alarm.minutes,
        datapointsToAlarm: alarm.minutes,
        treatMissingData: alarm.missing,
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  }
}

/** Whether a metric is a counter of Database Insights, which CloudWatch has by metric math only. */
export function isCounter(metric: string): boolean {
  return metric.startsWith("os.") || metric.startsWith("db.");
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_alarm_database_performance_insights.html */
export function counterExpression(resourceId: string, counter: string): string {
  return `DB_PERF_INSIGHTS('RDS', '${resourceId}', '${counter}')`;
}

function source({ metric, statistic }: InstanceAlarm, { identifier, resourceId }: CreatedInstance) {
  if (!isCounter(metric)) {
    return {
      namespace: "AWS/RDS",
      metricName: metric,
      dimensions: { DBInstanceIdentifier: identifier },
      statistic,
      period: 60,
    };
  }
  return {
    metricQuery: [{ id: "counter", expression: counterExpression(resourceId, metric), period: 60, returnData: true }],
  };
}
