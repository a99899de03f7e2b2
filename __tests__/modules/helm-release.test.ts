import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { addClusterProviders } from "../../modules/cluster-providers/cluster-providers";
import { addHelmRelease } from "../../modules/helm-release/helm-release";
import { temporaryApp, writtenStack } from "../temporary";
import { clusterAccess } from "./cluster-access";

const values = "replicaCount: 2\n";

/** Two releases, of which the second one comes after the first and after its namespace. */
function releases() {
  const app = temporaryApp();
  const stack = new TerraformStack(app, "stack");
  addClusterProviders(stack, clusterAccess);
  const namespace = new NamespaceV1(stack, "namespace-tools", { metadata: { name: "tools" } });
  const chart = { chart: "crds", version: "1.0.0", repository: "https://charts.example.com" };
  const props = { namespace: "tools", values, timeoutSec: 60 };
  const crds = addHelmRelease(stack, "crds", { ...props, name: "crds", chart, after: [] });
  const local = { chart: "../../charts/tools", version: "0.1.0+abc" };
  addHelmRelease(stack, "tools", { ...props, name: "tools", chart: local, after: [namespace, crds] });
  return writtenStack(app, "stack").resources("helm_release");
}

describe("a release", () => {
  it("is rolled back where it fails, and waited for", () => {
    expect(releases()["crds"]).toMatchObject({
      name: "crds",
      namespace: "tools",
      chart: "crds",
      version: "1.0.0",
      repository: "https://charts.example.com",
      values: [values],
      timeout: 60,
      atomic: true,
      wait: true,
      wait_for_jobs: true,
      max_history: 5,
    });
  });

  it("comes after what it names, and a chart on disk has no repository", () => {
    const { tools } = releases();
    expect(tools?.["depends_on"]).toEqual(["kubernetes_namespace_v1.namespace-tools", "helm_release.crds"]);
    expect(tools).toMatchObject({ chart: "../../charts/tools", version: "0.1.0+abc" });
    expect(tools).not.toHaveProperty("repository");
  });
});
