import type { Environment, Region } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import type { PlainValues } from "../helm/plain-values";
import { planOwnRelease, planRelease, type ReleasePlan } from "../helm/release-plan";
import { planReleaseStack, type ReleaseStackPlan } from "../helm/release-stack-plan";
import { cloudWatchExporterValues } from "./cloudwatch-exporter-values";
import { kubePrometheusStackValues } from "./kube-prometheus-stack-values";
import { type Placement, placeMonitoring } from "./monitoring-nodes";
import { type MonitoringReleaseName, monitoringCharts } from "./monitoring-releases";
import { monitoringResourcesValues } from "./monitoring-resources-values";
import { blackboxExporterValues, probesOf } from "./probes";

const namespace = "monitoring";

/** Prometheus, Alertmanager and Grafana in each region's cluster. None where the environment has no cluster. */
export function planMonitoringStacks(environment: Environment, files: HelmFiles): readonly ReleaseStackPlan[] {
  const { cluster: nodes } = environment;
  if (nodes === undefined) return [];
  const placement = placeMonitoring(nodes);
  return environment.regions.map((region) =>
    planReleaseStack(environment, "monitoring", region, {
      namespaces: [
        { name: namespace, podSecurity: "restricted" },
        // It looks at the node itself, which no other level allows.
        { name: "node-exporter", podSecurity: "privileged" },
      ],
      releases: planReleases(environment, region, files, placement),
    }),
  );
}

/** What is read comes before who reads it: secrets and dashboards, then everything else. The CRDs are the platform stack's. */
function planReleases(
  environment: Environment,
  region: Region,
  files: HelmFiles,
  placement: Placement,
): readonly ReleasePlan[] {
  const { releases: overrides } = environment.monitoring;
  const release = (name: MonitoringReleaseName, values: PlainValues, timeoutSec = 300) =>
    planRelease(files, environment.terraform.charts, monitoringCharts[name], {
      name,
      namespace,
      values,
      overrides: overrides[name],
      timeoutSec,
      after: ["monitoring-resources"],
    });
  return [
    planOwnRelease(files, "monitoring-resources", {
      name: "monitoring-resources",
      namespace,
      values: monitoringResourcesValues(environment, region, placement),
      timeoutSec: 300,
    }),
    release("kube-prometheus-stack", kubePrometheusStackValues(environment, region, placement), 900),
    ...(overrides["cloudwatch-exporter"].enabled
      ? [release("cloudwatch-exporter", cloudWatchExporterValues(environment, region, placement))]
      : []),
    ...(probesOf(environment).length > 0
      ? [release("blackbox-exporter", { ...blackboxExporterValues(environment), ...placement })]
      : []),
  ];
}
