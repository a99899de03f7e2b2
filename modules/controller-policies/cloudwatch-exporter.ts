import type { PolicyStatement } from "../iam/policy-document";

/**
 * Reads metrics, and finds by their tags what they are of, in its own region; reads the name of the account. None of these actions knows
 * resources.
 * https://github.com/prometheus-community/yet-another-cloudwatch-exporter#authentication
 */
export function cloudwatchExporterPolicy(regionCode: string): readonly PolicyStatement[] {
  return [
    {
      Sid: "ReadMetrics",
      Effect: "Allow",
      Action: [
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "tag:GetResources",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": regionCode } },
    },
    {
      // It labels what it finds with the name of the account, and warns at every start where it may not ask. IAM answers from one region alone.
      Sid: "NameAccount",
      Effect: "Allow",
      Action: "iam:ListAccountAliases",
      Resource: "*",
    },
  ];
}
