import type { ChartName } from "../../modules/versions";

/** The releases of public charts in the monitoring's stacks, each with its chart. */
export const monitoringReleases = {
  "kube-prometheus-stack": "kube-prometheus-stack",
  "cloudwatch-exporter": "prometheus-yet-another-cloudwatch-exporter",
  "blackbox-exporter": "prometheus-blackbox-exporter",
} as const satisfies Readonly<Record<string, ChartName>>;
