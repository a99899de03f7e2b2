import { type ChartName, charts } from "./versions";

/** Where Terraform takes public charts from. */
export type ChartSource =
  /** The repository of each chart. */
  | { readonly from: "public-repositories" }
  /** A registry that mirrors the charts under their own names, such as `oci://registry.example.com/charts`. */
  | { readonly from: "registry"; readonly url: string }
  /** A directory with a directory for each chart, under the name of the chart. */
  | { readonly from: "directory"; readonly path: string };

/** The arguments of a release that say which chart it installs. */
export interface LocatedChart {
  readonly chart: string;
  /** Compared with the version that a directory says it has: Helm refuses another one at plan. */
  readonly version: string;
  readonly repository?: string;
}

/** Where a public chart is found. */
export function locateChart(
  name: ChartName,
  source: ChartSource,
  version: string = charts[name].version,
): LocatedChart {
  if (source.from === "directory") return { chart: `${source.path}/${name}`, version };
  return { chart: name, version, repository: source.from === "registry" ? source.url : charts[name].repository };
}
