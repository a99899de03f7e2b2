import type { ChartName } from "../../modules/versions";
import type { Environment } from "../environment/environment";

/** The releases of public charts in the monitoring's stacks. */
export type MonitoringReleaseName = keyof Environment["monitoring"]["releases"];

/** The chart of each release. */
export const monitoringCharts: Readonly<Record<MonitoringReleaseName, ChartName>> = {
  "kube-prometheus-stack": "kube-prometheus-stack",
  "cloudwatch-exporter": "prometheus-yet-another-cloudwatch-exporter",
  "blackbox-exporter": "prometheus-blackbox-exporter",
};
