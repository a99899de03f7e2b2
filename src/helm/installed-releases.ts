import type { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ITerraformDependable } from "cdktf";
import { addChartCrds, crdsId } from "../../modules/chart-crds/chart-crds";
import { addClusterProviders } from "../../modules/cluster-providers/cluster-providers";
import { addHelmRelease } from "../../modules/helm-release/helm-release";
import { clusterExports } from "../cluster/cluster-exports";
import { emulatedToken } from "../stack/emulator";
import { type Exports, readExports } from "../stack/exports";
import type { LayerStack } from "../stack/layer-stack";
import { tagsOf } from "../stack/tags";
import { terraformLiteral } from "../stack/terraform-literal";
import type { NamespacePlan, ReleaseStackPlan } from "./release-stack-plan";

/** Lets a stack act in the cluster of its region, and says where that is. */
export function addCluster(stack: LayerStack, plan: ReleaseStackPlan): Exports<typeof clusterExports> {
  const { region, clusterName } = plan;
  const { emulator, accountId } = plan.stack.environment;
  const cluster = readExports(stack, clusterExports, plan.cluster);
  addClusterProviders(stack, {
    clusterName,
    regionCode: region.code,
    endpoint: cluster.cluster_endpoint,
    certificateAuthorityData: cluster.cluster_certificate_authority_data,
    ...(emulator === undefined ? {} : { environment: emulatedToken(accountId) }),
  });
  return cluster;
}

/** What else must stand before a release, by its name. */
type NeedsOf = (release: string) => readonly ITerraformDependable[];

/** The namespaces of a plan, and its releases by name: none where somebody else installs them. */
export function addReleases(
  stack: LayerStack,
  plan: ReleaseStackPlan,
  needsOf: NeedsOf = () => [],
): ReadonlyMap<string, Release> {
  const namespaces = plan.namespaces.map((namespace) => addNamespace(stack, plan, namespace));
  if (plan.stack.environment.delivery.by === "terraform") return installReleases(stack, plan, namespaces, needsOf);
  forgetReleases(stack, plan);
  return new Map();
}

function installReleases(
  stack: LayerStack,
  plan: ReleaseStackPlan,
  namespaces: readonly NamespaceV1[],
  needsOf: NeedsOf,
): ReadonlyMap<string, Release> {
  const releases = new Map<string, Release>();
  for (const { name, namespace, chart, crdsApart, values, timeoutSec, after } of plan.releases) {
    const before = after.map((other) => {
      const release = releases.get(other);
      if (release === undefined) throw new Error(`release ${name} comes after ${other}, which is not before it`);
      return release;
    });
    const text = terraformLiteral(values);
    const crds = crdsApart ? [addChartCrds(stack, name, { name, namespace, chart, values: text })] : [];
    const release = addHelmRelease(stack, name, {
      name,
      namespace,
      chart,
      values: text,
      timeoutSec,
      skipCrds: crdsApart,
      after: [
        ...namespaces.filter(({ node }) => node.id === namespaceId(namespace)),
        ...crds,
        ...before,
        ...needsOf(name),
      ],
    });
    releases.set(name, release);
  }
  return releases;
}

/** What Terraform had installed stays, CRDs and so what is made of them too, for the one who installs from now on. */
function forgetReleases(stack: LayerStack, { releases }: ReleaseStackPlan): void {
  const addresses = releases.flatMap(({ name, crdsApart }) => [
    `helm_release.${name}`,
    ...(crdsApart ? [`kubernetes_manifest.${crdsId(name)}`] : []),
  ]);
  stack.addOverride(
    "removed",
    addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}

function addNamespace(
  stack: LayerStack,
  { stack: { environment, layer }, region }: ReleaseStackPlan,
  { name, podSecurity }: NamespacePlan,
): NamespaceV1 {
  const { owner } = tagsOf(environment, layer, region.code);
  return new NamespaceV1(stack, namespaceId(name), {
    metadata: {
      name,
      annotations: { owner: owner ?? "" },
      labels: {
        "app.kubernetes.io/managed-by": "tandem",
        "pod-security.kubernetes.io/enforce": podSecurity,
        "pod-security.kubernetes.io/warn": podSecurity,
        "pod-security.kubernetes.io/audit": podSecurity,
      },
    },
  });
}

function namespaceId(name: string): string {
  return `namespace-${name}`;
}
