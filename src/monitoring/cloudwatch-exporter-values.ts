import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { yamlText } from "../helm/yaml-text";
import type { Placement } from "./monitoring-nodes";

/** Metrics of one service of AWS, of what has exactly one dimension. */
export interface CloudWatchJob {
  readonly namespace: string;
  readonly dimension: string;
  readonly metrics: readonly { readonly name: string; readonly statistic: "Average" | "Maximum" | "Sum" }[];
}

const average = (...names: readonly string[]) => names.map((name) => ({ name, statistic: "Average" as const }));
const maximum = (...names: readonly string[]) => names.map((name) => ({ name, statistic: "Maximum" as const }));
const sum = (...names: readonly string[]) => names.map((name) => ({ name, statistic: "Sum" as const }));

/**
 * What the platform stands on and cannot scrape. Every metric of every resource is asked for once a minute: about 0.45 USD a month each.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
export const cloudWatchJobs: readonly CloudWatchJob[] = [
  {
    namespace: "AWS/RDS",
    dimension: "DBInstanceIdentifier",
    metrics: [
      ...average("CPUUtilization", "FreeStorageSpace", "FreeableMemory", "DatabaseConnections"),
      ...average("ReadLatency", "WriteLatency"),
      ...maximum("ReplicaLag", "OldestReplicationSlotLag", "TransactionLogsDiskUsage"),
    ],
  },
  {
    namespace: "AWS/ApplicationELB",
    dimension: "LoadBalancer",
    metrics: [
      ...sum("RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "RejectedConnectionCount"),
      ...average("TargetResponseTime"),
    ],
  },
  {
    namespace: "AWS/NATGateway",
    dimension: "NatGatewayId",
    metrics: [
      ...sum("BytesOutToDestination", "ErrorPortAllocation", "PacketsDropCount"),
      ...maximum("ActiveConnectionCount"),
    ],
  },
];

/** CloudWatch has most of a minute only some minutes later; the newest point of this window is taken. */
const window = { period: 60, length: 600 };

/** Which resources are asked for: those of this environment in this region, by their tags. */
export function cloudWatchExporterValues(environment: Environment, region: Region, placement: Placement): PlainValues {
  const config = {
    apiVersion: "v1alpha1",
    "sts-region": region.code,
    discovery: {
      jobs: cloudWatchJobs.map(({ namespace, dimension, metrics }) => ({
        type: namespace,
        regions: [region.code],
        searchTags: [{ key: "environment", value: `^${environment.name}$` }],
        dimensionNameRequirements: [dimension],
        metrics: metrics.map(({ name, statistic }) => ({
          name,
          statistics: [statistic],
          ...window,
          // No request is no error; no lag is no number.
          nilToZero: statistic === "Sum",
        })),
      })),
    },
  };
  return {
    ...placement,
    serviceAccount: serviceAccountValues(environment, region, "cloudwatch-exporter"),
    config: yamlText(config),
  };
}
