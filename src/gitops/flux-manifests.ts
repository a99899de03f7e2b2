import { ownChartFolder, type ReleasePlan, valuesPath } from "../helm/release-plan";
import type { ReleaseStackPlan } from "../helm/release-stack-plan";
import type { GitRepository, Manifest } from "./delivery-files";

const namespace = "flux-system";

/** Flux looks at its sources this often. */
const interval = "10m";

/**
 * The releases of a stack as objects of Flux, each under the name of its file: HelmReleases, where their charts come from, and a kustomization
 * that makes ConfigMaps of the values files, as HelmReleases read no file. Flux builds it with access to the whole repository.
 * https://fluxcd.io/flux/components/helm/helmreleases/#values-references
 * https://fluxcd.io/flux/faq/#how-can-i-safely-move-flux-and-the-kustomize-objects-in-a-repository
 */
export function fluxManifests(
  plan: ReleaseStackPlan,
  repository: GitRepository,
): readonly (readonly [string, Manifest])[] {
  const objects = [
    [`${plan.stack.layer}-source`, gitRepository(plan, repository)] as const,
    ...chartRepositories(plan),
    ...plan.releases.map((release) => [release.name, helmRelease(plan, release, repository)] as const),
  ];
  return [
    ...objects,
    [
      "kustomization",
      kustomization(
        plan,
        objects.map(([name]) => name),
      ),
    ],
  ];
}

function gitRepository({ stack }: ReleaseStackPlan, { url, revision }: GitRepository): Manifest {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: stack.id, namespace },
    spec: { url, ref: { name: revision.startsWith("refs/") ? revision : `refs/heads/${revision}` }, interval },
  };
}

function chartRepositories({ releases }: ReleaseStackPlan): readonly (readonly [string, Manifest])[] {
  return releases.flatMap((release) => {
    const { repository } = release.chart;
    if (repository === undefined) return [];
    const type = repository.startsWith("oci://") ? { type: "oci" } : {};
    return [
      [
        `${release.name}-repository`,
        {
          apiVersion: "source.toolkit.fluxcd.io/v1",
          kind: "HelmRepository",
          metadata: { name: release.name, namespace },
          spec: { url: repository, interval, ...type },
        },
      ] as const,
    ];
  });
}

function helmRelease({ stack }: ReleaseStackPlan, release: ReleasePlan, { path }: GitRepository): Manifest {
  const { name, chart, ownChart, timeoutSec, after } = release;
  const spec = ownChart
    ? { chart: `./${path}/${ownChartFolder(ownChart)}`, sourceRef: { kind: "GitRepository", name: stack.id } }
    : { chart: chart.chart, version: chart.version, sourceRef: { kind: "HelmRepository", name } };
  return {
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: { name, namespace },
    spec: {
      releaseName: name,
      targetNamespace: release.namespace,
      storageNamespace: release.namespace,
      interval,
      timeout: `${timeoutSec}s`,
      dependsOn: after.map((other) => ({ name: other })),
      chart: { spec },
      valuesFrom: [{ kind: "ConfigMap", name: valuesName(release), valuesKey: "values.yaml" }],
      install: { crds: "CreateReplace", remediation: { retries: 3 } },
      upgrade: { crds: "CreateReplace", remediation: { retries: 3, strategy: "rollback" } },
    },
  };
}

/** Its generated names would not reach into a HelmRelease: they stay as they are, and Flux watches what it reads. */
function kustomization({ stack, region, releases }: ReleaseStackPlan, names: readonly string[]): Manifest {
  return {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    namespace,
    resources: names.map((name) => `${name}.yaml`),
    configMapGenerator: releases.map((release) => ({
      name: valuesName(release),
      files: [`values.yaml=../../../../${valuesPath(stack.environment.name, region.code, release.name)}`],
      options: { disableNameSuffixHash: true, labels: { "reconcile.fluxcd.io/watch": "Enabled" } },
    })),
  };
}

function valuesName({ name }: ReleasePlan): string {
  return `${name}-values`;
}
