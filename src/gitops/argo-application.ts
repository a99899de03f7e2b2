import { ownChartFolder, type ReleasePlan, valuesPath } from "../helm/release-plan";
import type { ReleaseStackPlan } from "../helm/release-stack-plan";
import type { GitRepository, Manifest } from "./delivery-files";

/**
 * A release as an Application of the Argo CD that runs in the same cluster: a region never waits for one in the other. The values are the file
 * of the output directory, taken from the repository as a source of its own.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/#helm-value-files-from-external-git-repository
 */
export function argoApplication(plan: ReleaseStackPlan, release: ReleasePlan, repository: GitRepository): Manifest {
  const { stack, region } = plan;
  const { url, revision, path } = repository;
  const values = `$values/${path}/${valuesPath(stack.environment.name, region.code, release.name)}`;
  const helm = { releaseName: release.name, valueFiles: [values] };
  const chart = release.ownChart
    ? { repoURL: url, targetRevision: revision, path: `${path}/${ownChartFolder(release.ownChart)}`, helm }
    : {
        repoURL: withoutScheme(release.chart.repository),
        chart: release.chart.chart,
        targetRevision: release.chart.version,
        helm,
      };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: release.name,
      namespace: "argocd",
      labels: { "app.kubernetes.io/part-of": stack.id },
      annotations: { "argocd.argoproj.io/sync-wave": String(waveOf(plan, release)) },
    },
    spec: {
      project: "default",
      destination: { server: "https://kubernetes.default.svc", namespace: release.namespace },
      sources: [chart, { repoURL: url, targetRevision: revision, ref: "values" }],
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        // Definitions of the operator are too large for the annotation of a client-side apply.
        syncOptions: ["ServerSideApply=true", "CreateNamespace=false"],
        retry: { limit: 10, backoff: { duration: "10s", factor: 2, maxDuration: "5m" } },
      },
    },
  };
}

/** How many releases stand before one, at least: those of a wave do not wait for each other. */
function waveOf(plan: ReleaseStackPlan, { after }: ReleasePlan): number {
  const before = plan.releases.filter(({ name }) => after.includes(name));
  return before.reduce((wave, release) => Math.max(wave, waveOf(plan, release) + 1), 0);
}

/** Argo CD writes a registry of charts without its scheme. */
function withoutScheme(repository: string | undefined): string {
  return (repository ?? "").replace(/^oci:\/\//, "");
}
