import type { Environment, Region } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import { planRelease, type ReleasePlan } from "../helm/release-plan";
import type { ReleaseStackPlan } from "../helm/release-stack-plan";
import { regionNames } from "../stack/names";
import { locateRegionStack, planRegionStack } from "../stack/stack-plan";
import { loadBalancerControllerValues } from "./load-balancer-controller-values";

/** The controllers of each region's cluster. None where the environment has no cluster. */
export function planPlatformStacks(environment: Environment, files: HelmFiles): readonly ReleaseStackPlan[] {
  if (environment.cluster === undefined) return [];
  return environment.regions.map((region) => {
    const cluster = locateRegionStack(environment, "cluster", region.code);
    return {
      stack: planRegionStack(environment, "platform", region.code, {
        reads: [cluster],
        providers: ["helm", "kubernetes"],
      }),
      region,
      clusterName: regionNames(environment, region).cluster,
      cluster,
      namespaces: [],
      releases: planReleases(environment, region, files),
    };
  });
}

function planReleases(environment: Environment, region: Region, files: HelmFiles): readonly ReleasePlan[] {
  const source = environment.terraform.charts;
  return [
    planRelease(files, source, "aws-load-balancer-controller", {
      name: "aws-load-balancer-controller",
      namespace: "kube-system",
      values: loadBalancerControllerValues(environment, region),
    }),
  ];
}
