import type { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { App } from "cdktf";
import { addChartCrds, crdsId } from "../../modules/chart-crds/chart-crds";
import { addClusterProviders } from "../../modules/cluster-providers/cluster-providers";
import { addHelmRelease } from "../../modules/helm-release/helm-release";
import { clusterExports } from "../cluster/cluster-exports";
import { emulatedToken } from "../stack/emulator";
import { readExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { tagsOf } from "../stack/tags";
import { terraformLiteral } from "../stack/terraform-literal";
import type { NamespacePlan, ReleaseStackPlan } from "./release-stack-plan";

/** Releases in the cluster of one region, with the namespaces that they need. Nothing of AWS is in it. */
export class ReleaseStack extends LayerStack {
  constructor(app: App, plan: ReleaseStackPlan) {
    super(app, plan.stack);
    const { stack, region, clusterName } = plan;
    const { emulator, accountId } = stack.environment;
    const cluster = readExports(this, clusterExports, plan.cluster);
    addClusterProviders(this, {
      clusterName,
      regionCode: region.code,
      endpoint: cluster.cluster_endpoint,
      certificateAuthorityData: cluster.cluster_certificate_authority_data,
      ...(emulator === undefined ? {} : { environment: emulatedToken(accountId) }),
    });

    const namespaces = plan.namespaces.map((namespace) => this.addNamespace(plan, namespace));
    if (stack.environment.delivery.by === "terraform") this.addReleases(plan, namespaces);
    else this.forgetReleases(plan);
  }

  private addReleases(plan: ReleaseStackPlan, namespaces: readonly NamespaceV1[]): void {
    const releases = new Map<string, Release>();
    for (const { name, namespace, chart, crdsApart, values, timeoutSec, after } of plan.releases) {
      const before = after.map((other) => {
        const release = releases.get(other);
        if (release === undefined) throw new Error(`release ${name} comes after ${other}, which is not before it`);
        return release;
      });
      const text = terraformLiteral(values);
      const crds = crdsApart ? [addChartCrds(this, name, { name, namespace, chart, values: text })] : [];
      const release = addHelmRelease(this, name, {
        name,
        namespace,
        chart,
        values: text,
        timeoutSec,
        skipCrds: crdsApart,
        after: [...namespaces.filter(({ node }) => node.id === `namespace-${namespace}`), ...crds, ...before],
      });
      releases.set(name, release);
    }
  }

  /** What Terraform had installed stays, CRDs and so what is made of them too, for the one who installs from now on. */
  private forgetReleases({ releases }: ReleaseStackPlan): void {
    const addresses = releases.flatMap(({ name, crdsApart }) => [
      `helm_release.${name}`,
      ...(crdsApart ? [`kubernetes_manifest.${crdsId(name)}`] : []),
    ]);
    this.addOverride(
      "removed",
      addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
    );
  }

  private addNamespace({ stack, region }: ReleaseStackPlan, { name, podSecurity }: NamespacePlan): NamespaceV1 {
    const { owner } = tagsOf(stack.environment, stack.layer, region.code);
    return new NamespaceV1(this, `namespace-${name}`, {
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
}
