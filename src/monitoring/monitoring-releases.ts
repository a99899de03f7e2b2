import type { ChartName } from "../../modules/versions";

/** The releases of public charts in the monitoring's stacks, each with its chart. */
export const monitoringReleases: Readonly<Record<string, ChartName>> = {
  "kube-prometheus-stack": "kube-prometheus-stack",
};
