import type { Environment, Region } from "../environment/environment";
import type { HelmFiles } from "../helm/helm-files";
import { planOwnRelease, planRelease, type ReleasePlan, type ReleaseRequest } from "../helm/release-plan";
import { planReleaseStack, type ReleaseStackPlan } from "../helm/release-stack-plan";
import { certManagerValues } from "./cert-manager-values";
import { clusterAutoscalerValues } from "./cluster-autoscaler-values";
import { externalSecretsValues } from "./external-secrets-values";
import { loadBalancerControllerValues } from "./load-balancer-controller-values";
import { type PlatformReleaseName, platformReleases } from "./platform-releases";
import { platformResourcesValues } from "./platform-resources-values";

/** The controllers of each region's cluster. None where the environment has no cluster. */
export function planPlatformStacks(environment: Environment, files: HelmFiles): readonly ReleaseStackPlan[] {
  const { cluster } = environment;
  if (cluster === undefined) return [];
  return environment.regions.map((region) =>
    planReleaseStack(environment, "platform", region, {
      namespaces: [
        { name: "cert-manager", podSecurity: "restricted" },
        { name: "external-secrets", podSecurity: "restricted" },
      ],
      releases: planReleases(environment, cluster.kubernetesVersion, region, files),
    }),
  );
}

/** CRDs first, since monitors stand among what comes later; then who admits objects of others; last the objects of all of them. */
function planReleases(
  environment: Environment,
  minor: string,
  region: Region,
  files: HelmFiles,
): readonly ReleasePlan[] {
  const { releases } = environment.platform;
  const loadBalancers = ["aws-load-balancer-controller"] as const;
  const requests: Readonly<Record<PlatformReleaseName, Omit<ReleaseRequest, "name" | "overrides">>> = {
    "prometheus-operator-crds": { namespace: "kube-system", values: {}, timeoutSec: 300 },
    "aws-load-balancer-controller": {
      namespace: "kube-system",
      values: loadBalancerControllerValues(environment, region),
      crdsApart: true,
    },
    "cert-manager": {
      namespace: "cert-manager",
      values: certManagerValues(environment, region),
      after: loadBalancers,
    },
    "cluster-autoscaler": {
      namespace: "kube-system",
      values: clusterAutoscalerValues(environment, region, minor),
      after: loadBalancers,
    },
    "external-secrets": {
      namespace: "external-secrets",
      values: externalSecretsValues(environment, region),
      after: loadBalancers,
    },
  };
  const names = (Object.keys(platformReleases) as PlatformReleaseName[]).filter((name) => releases[name].enabled);
  const isInstalled = (name: string) => names.some((other) => other === name);
  const controllers = names.map((name) => {
    const { after = [], ...request } = requests[name];
    return planRelease(files, environment.terraform.charts, platformReleases[name].chart, {
      ...request,
      name,
      overrides: releases[name],
      after: after.filter(isInstalled),
    });
  });
  return [
    ...controllers,
    planOwnRelease(files, "platform-resources", {
      name: "platform-resources",
      namespace: "kube-system",
      values: platformResourcesValues(environment, region),
      timeoutSec: 300,
      after: names,
    }),
  ];
}
