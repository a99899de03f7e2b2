import type { Environment, Region } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import { planRelease, type ReleasePlan } from "../helm/release-plan";
import type { ReleaseStackPlan } from "../helm/release-stack-plan";
import { regionNames } from "../stack/names";
import { locateRegionStack, planRegionStack } from "../stack/stack-plan";
import { kubePrometheusStackValues } from "./kube-prometheus-stack-values";

/** Prometheus, Alertmanager and Grafana in each region's cluster. None where the environment has no cluster. */
export function planMonitoringStacks(environment: Environment, files: HelmFiles): readonly ReleaseStackPlan[] {
  if (environment.cluster === undefined) return [];
  return environment.regions.map((region) => {
    const cluster = locateRegionStack(environment, "cluster", region.code);
    return {
      stack: planRegionStack(environment, "monitoring", region.code, {
        reads: [cluster],
        providers: ["helm", "kubernetes"],
      }),
      region,
      clusterName: regionNames(environment, region).cluster,
      cluster,
      namespaces: [
        { name: "monitoring", podSecurity: "restricted" },
        // It looks at the node itself, which no other level allows.
        { name: "node-exporter", podSecurity: "privileged" },
      ],
      releases: planReleases(environment, region, files),
    };
  });
}

function planReleases(environment: Environment, region: Region, files: HelmFiles): readonly ReleasePlan[] {
  return [
    planRelease(files, environment.terraform.charts, "kube-prometheus-stack", {
      name: "kube-prometheus-stack",
      namespace: "monitoring",
      values: kubePrometheusStackValues(environment, region),
      timeoutSec: 900,
    }),
  ];
}
