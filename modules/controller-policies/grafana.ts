import type { PolicyStatement } from "../iam/policy-document";

export interface GrafanaScope {
  readonly partition: string;
  readonly accountId: string;
  /** Grafana shows every region of the environment, so that the one that is left shows what is known of the other. */
  readonly regionCodes: readonly string[];
  /** Log groups that it may search; a trailing `*` in a name is a wildcard. */
  readonly logGroups: readonly { readonly regionCode: string; readonly name: string }[];
}

/**
 * Reads metrics and alarms, and searches the environment's own log groups.
 * https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/#iam-policies
 */
export function grafanaPolicy({
  partition,
  accountId,
  regionCodes,
  logGroups,
}: GrafanaScope): readonly PolicyStatement[] {
  const inRegions = { StringEquals: { "aws:RequestedRegion": regionCodes } };
  return [
    {
      Sid: "ReadMetrics",
      Effect: "Allow",
      Action: [
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DescribeAlarmsForMetric",
        "cloudwatch:GetInsightRuleReport",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "ec2:DescribeInstances",
        "ec2:DescribeRegions",
        "ec2:DescribeTags",
        "logs:DescribeLogGroups",
        "logs:GetQueryResults",
        "logs:StopQuery",
        "tag:GetResources",
      ],
      Resource: "*",
      Condition: inRegions,
    },
    {
      Sid: "SearchLogs",
      Effect: "Allow",
      Action: ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"],
      Resource: logGroups.map(
        ({ regionCode, name }) => `arn:${partition}:logs:${regionCode}:${accountId}:log-group:${name}:*`,
      ),
    },
  ];
}
