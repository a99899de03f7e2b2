import type { PolicyStatement } from "../iam/policy-document";

/**
 * Reads metrics, and finds by their tags what they are of, in its own region. None of these actions knows resources.
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
  ];
}
