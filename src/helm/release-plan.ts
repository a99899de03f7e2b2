import { stringify } from "yaml";
import { type ChartSource, type LocatedChart, locateChart } from "../../modules/chart-source";
import type { ChartName } from "../../modules/versions";
import type { HelmFiles, OwnChart } from "./helm-files";
import { mergeValues, type PlainValues } from "./plain-values";

/** One release of a chart in one region. */
export interface ReleasePlan {
  readonly name: string;
  readonly namespace: string;
  readonly chart: LocatedChart;
  /** The chart's files, where it is one of our own. */
  readonly ownChart: OwnChart | undefined;
  /** What the chart is given, as YAML: the file of the release has the same bytes. */
  readonly values: string;
  readonly timeoutSec: number;
  /** Releases of the same stack that must stand before this one is installed, and until it is gone. */
  readonly after: readonly string[];
}

/** What a layer says of a release. */
export interface ReleaseRequest {
  readonly name: string;
  readonly namespace: string;
  /** What the environment, the region or the role decides. */
  readonly values: PlainValues;
  /** @default 600 */
  readonly timeoutSec?: number;
  /** @default [] */
  readonly after?: readonly string[];
}

/** A release of a public chart: the base values of the release with what was computed over them. */
export function planRelease(
  { baseValues }: HelmFiles,
  source: ChartSource,
  chart: ChartName,
  request: ReleaseRequest,
): ReleasePlan {
  return planOf(request, locateChart(chart, source), undefined, baseValues.get(request.name));
}

/** A release of a chart of our own, whose `values.yaml` is the base. */
export function planOwnRelease({ ownCharts }: HelmFiles, chart: string, request: ReleaseRequest): ReleasePlan {
  const ownChart = ownCharts.get(chart);
  if (ownChart === undefined) throw new Error(`charts/${chart} does not exist, and release ${request.name} needs it`);
  // Terraform runs in the directory of the stack.
  const located = { chart: `../../${ownChartFolder(ownChart)}`, version: ownChart.version };
  return planOf(request, located, ownChart, {});
}

/** Where the output directory has the values of a release. */
export function valuesPath(environment: string, regionCode: string, release: string): string {
  return `helm-values/${environment}/${regionCode}/${release}.yaml`;
}

/** Where the output directory has a chart of our own. */
export function ownChartFolder({ name }: Pick<OwnChart, "name">): string {
  return `charts/${name}`;
}

function planOf(
  { name, namespace, values, timeoutSec = 600, after = [] }: ReleaseRequest,
  chart: LocatedChart,
  ownChart: OwnChart | undefined,
  base: PlainValues | undefined,
): ReleasePlan {
  if (base === undefined) throw new Error(`helm-values/${name}.yaml does not exist, and release ${name} is made of it`);
  const text = stringify(mergeValues(base, values), { lineWidth: 0, aliasDuplicateObjects: false });
  return { name, namespace, chart, ownChart, values: text, timeoutSec, after };
}
