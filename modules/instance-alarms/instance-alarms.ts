import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** One metric of an RDS instance and when a person must look. */
export interface InstanceAlarm {
  readonly id: string;
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

export interface InstanceAlarmsProps {
  /** Prefix of the alarms' names; also the instance's identifier. */
  readonly instance: string;
  readonly topicArn: string;
  readonly alarms: readonly InstanceAlarm[];
}

/** CloudWatch alarms of one RDS instance, in its own region; they tell the topic when they ring and when it is over. */
export class InstanceAlarms extends Construct {
  constructor(scope: Construct, id: string, { instance, topicArn, alarms }: InstanceAlarmsProps) {
    super(scope, id);
    for (const alarm of alarms) {
      new CloudwatchMetricAlarm(this, alarm.id, {
        alarmName: `${instance}-${alarm.id}`,
        alarmDescription: alarm.description,
        namespace: "AWS/RDS",
        metricName: alarm.metric,
        dimensions: { DBInstanceIdentifier: instance },
        statistic: alarm.statistic,
        comparisonOperator: alarm.comparison,
        threshold: alarm.threshold,
        period: 60,
        evaluationPeriods: alarm.minutes,
        datapointsToAlarm: alarm.minutes,
        treatMissingData: alarm.missing,
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  }
}
