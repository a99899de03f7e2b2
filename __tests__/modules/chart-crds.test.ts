import { TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { addChartCrds } from "../../modules/chart-crds/chart-crds";
import { addClusterProviders } from "../../modules/cluster-providers/cluster-providers";
import { addHelmRelease } from "../../modules/helm-release/helm-release";
import { temporaryApp, writtenStack } from "../temporary";
import { clusterAccess } from "./cluster-access";

describe("the CRDs of a chart", () => {
  const chart = { chart: "tools", version: "1.0.0", repository: "https://charts.example.com" };
  const release = { name: "tools", namespace: "tools", chart, values: "clusterName: acme\n" };

  const stackWithCrds = () => {
    const app = temporaryApp();
    const stack = new TerraformStack(app, "stack");
    addClusterProviders(stack, clusterAccess);
    const crds = addChartCrds(stack, "tools", release);
    addHelmRelease(stack, "tools", { ...release, timeoutSec: 60, skipCrds: true, after: [crds] });
    return writtenStack(app, "stack");
  };

  it("are read out of the chart that is installed, without what it renders of secrets", () => {
    expect(stackWithCrds().json.data?.["helm_template"]?.["tools-chart"]).toMatchObject({
      name: "tools",
      namespace: "tools",
      ...chart,
      values: ["clusterName: acme\n"],
      include_crds: true,
      show_only: ["templates/serviceaccount.yaml"],
    });
  });

  it("stand one by one, by their names, and before the release", () => {
    const stack = stackWithCrds();
    expect(stack.only("kubernetes_manifest")).toMatchObject({
      for_each: expect.stringMatching(/^\$\{\{ for crd in flatten\(.* : crd\.metadata\.name => crd \}\}$/),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of Terraform
      manifest: "${each.value}",
      wait: { condition: [{ type: "Established", status: "True" }] },
    });
    expect(stack.only("helm_release")).toMatchObject({
      skip_crds: true,
      depends_on: ["kubernetes_manifest.tools-crd"],
    });
  });
});
