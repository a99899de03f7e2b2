import type { Environment, Region } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import { planOwnRelease, planRelease, type ReleasePlan } from "../helm/release-plan";
import { planReleaseStack, type ReleaseStackPlan } from "../helm/release-stack-plan";
import { cloudWatchExporterValues } from "./cloudwatch-exporter-values";
import { kubePrometheusStackValues } from "./kube-prometheus-stack-values";
import { type Placement, placeMonitoring } from "./monitoring-nodes";
import { monitoringReleases } from "./monitoring-releases";
import { monitoringResourcesValues } from "./monitoring-resources-values";

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
  const source = environment.terraform.charts;
  const after = ["monitoring-resources"];
  const hasProbes = Object.keys(environment.monitoring.probes).length > 0;
  return [
    planOwnRelease(files, "monitoring-resources", {
      name: "monitoring-resources",
      namespace,
      values: monitoringResourcesValues(environment, region, placement),
      timeoutSec: 300,
    }),
    planRelease(files, source, monitoringReleases["kube-prometheus-stack"], {
      name: "kube-prometheus-stack",
      namespace,
      values: kubePrometheusStackValues(environment, region, placement),
      timeoutSec: 900,
      after,
    }),
    planRelease(files, source, monitoringReleases["cloudwatch-exporter"], {
      name: "cloudwatch-exporter",
      namespace,
      values: cloudWatchExporterValues(environment, region, placement),
      timeoutSec: 300,
      after,
    }),
    ...(hasProbes
      ? [
          planRelease(files, source, monitoringReleases["blackbox-exporter"], {
            name: "blackbox-exporter",
            namespace,
            values: { ...placement },
            timeoutSec: 300,
            after,
          }),
        ]
      : []),
  ];
}
