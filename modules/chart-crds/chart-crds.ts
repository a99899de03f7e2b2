import { DataHelmTemplate } from "@cdktf/provider-helm/lib/data-helm-template";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import type { Construct } from "constructs";
import type { LocatedChart } from "../chart-source";

export interface ChartCrdsProps {
  /** The release that they are for. */
  readonly name: string;
  readonly namespace: string;
  readonly chart: LocatedChart;
  /** Those of the release: without them some charts do not render. */
  readonly values: string;
}

/**
 * Adds the CRDs of a chart's `crds/`, which Helm installs once and neither upgrades nor removes: here they are upgraded by a plan, and stay
 * when the release goes. Terraform reads them out of the chart, at the version that the release has, so no copy of them grows old.
 * https://helm.sh/docs/chart_best_practices/custom_resource_definitions/
 */
export function addChartCrds(
  scope: Construct,
  id: string,
  { name, namespace, chart, values }: ChartCrdsProps,
): Manifest {
  const template = new DataHelmTemplate(scope, `${id}-chart`, {
    name,
    namespace,
    ...chart,
    values: [values],
    includeCrds: true,
    // The state keeps what is rendered, and some charts render a key for their webhook, anew each time.
    showOnly: ["templates/serviceaccount.yaml"],
  });
  const manifest = new Manifest(scope, crdsId(id), {
    manifest: {},
    // Their only owner: a leftover of Helm or of somebody's kubectl is taken over.
    fieldManager: { forceConflicts: true },
    wait: { condition: [{ type: "Established", status: "True" }] },
  });
  // A file may have several documents, and a comment in front of them.
  const documents = String.raw`split("\n---\n", join("\n", ["", text]))`;
  const crds = `for document in ${documents} : yamldecode(document) if length(regexall("(?m)^kind:", document)) > 0`;
  const all = `flatten([for text in ${template.fqn}.crds : [${crds}]])`;
  manifest.addOverride("for_each", `\${{ for crd in ${all} : crd.metadata.name => crd }}`);
  manifest.addOverride("manifest", "${" + "each.value}");
  return manifest;
}

/** Last part of the address of the CRDs, by the id that they were added under. */
export function crdsId(id: string): string {
  return `${id}-crd`;
}
