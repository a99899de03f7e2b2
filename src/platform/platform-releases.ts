import type { ChartName } from "../../modules/versions";
import type { Environment } from "../environment/environment";

/** The releases of public charts in the platform's stacks. Each bears the name of its chart. */
export type PlatformReleaseName = keyof Environment["platform"]["releases"];

interface PlatformRelease {
  readonly chart: ChartName;
  /** Releases that cannot do without it, here and in the monitoring's stacks. */
  readonly neededBy: readonly string[];
}

/** In the order of installation. */
export const platformReleases: Readonly<Record<PlatformReleaseName, PlatformRelease>> = {
  "prometheus-operator-crds": {
    chart: "prometheus-operator-crds",
    neededBy: ["platform-resources", "monitoring-resources", "kube-prometheus-stack", "cloudwatch-exporter"],
  },
  "aws-load-balancer-controller": { chart: "aws-load-balancer-controller", neededBy: [] },
  "cert-manager": { chart: "cert-manager", neededBy: ["platform-resources", "monitoring-resources"] },
  "cluster-autoscaler": { chart: "cluster-autoscaler", neededBy: [] },
  "external-secrets": { chart: "external-secrets", neededBy: ["platform-resources", "monitoring-resources"] },
};

/** The chart of each release. */
export const platformCharts = Object.fromEntries(
  Object.entries(platformReleases).map(([name, { chart }]) => [name, chart]),
) as Readonly<Record<PlatformReleaseName, ChartName>>;
