import { type ChartSource, type LocatedChart, locateChart } from "../../modules/chart-source";
import { checkChartValues } from "../../modules/contracts/check-chart-values";
import type { ChartName } from "../../modules/versions";
import type { ReleaseOverrides } from "../environment/release-schema";
import type { HelmFiles, OwnChart } from "./helm-files";
import { mergeValues, type PlainValues } from "./plain-values";
import { yamlText } from "./yaml-text";

/** One release of a chart in one region. */
export interface ReleasePlan {
  readonly name: string;
  readonly namespace: string;
  readonly chart: LocatedChart;
  /** The chart's files, where it is one of our own. */
  readonly ownChart: OwnChart | undefined;
  /** Whether CRDs of the chart's `crds/`, which Helm installs once and never again, stand apart from the release. */
  readonly crdsApart: boolean;
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
  /** What the environment says of this release. @default - nothing */
  readonly overrides?: Pick<ReleaseOverrides, "version" | "values">;
  /** Whether the chart has CRDs in `crds/` that are to be upgraded with it. @default false */
  readonly crdsApart?: boolean;
  /** @default 600 */
  readonly timeoutSec?: number;
  /** @default [] */
  readonly after?: readonly string[];
}

/** A release of a public chart: the base values of the release, over them what was computed, over that what the environment says. */
export function planRelease(
  { baseValues, contracts }: HelmFiles,
  source: ChartSource,
  chart: ChartName,
  request: ReleaseRequest,
): ReleasePlan {
  const { name, overrides } = request;
  const base = baseValues.get(name);
  if (base === undefined) throw new Error(`helm-values/${name}.yaml does not exist, and release ${name} is made of it`);
  const values = mergeValues(mergeValues(base, request.values), overrides?.values ?? {});
  const contract = contracts.get(chart);
  // What people write is checked before; this is the word of the computed part.
  const [flaw] = contract === undefined ? [] : checkChartValues(contract, values);
  if (flaw !== undefined) {
    throw new Error(`release ${name} is given ${flaw.path.join(".")}: ${flaw.got}, expected ${flaw.expected}`);
  }
  return planOf(request, locateChart(chart, source, overrides?.version), undefined, values);
}

/** A release of a chart of our own, whose `values.yaml` is the base. */
export function planOwnRelease({ ownCharts }: HelmFiles, chart: string, request: ReleaseRequest): ReleasePlan {
  const ownChart = ownCharts.get(chart);
  if (ownChart === undefined) throw new Error(`charts/${chart} does not exist, and release ${request.name} needs it`);
  // Terraform runs in the directory of the stack.
  const located = { chart: `../../${ownChartFolder(ownChart)}`, version: ownChart.version };
  return planOf(request, located, ownChart, request.values);
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
  { name, namespace, timeoutSec = 600, after = [], crdsApart = false }: ReleaseRequest,
  chart: LocatedChart,
  ownChart: OwnChart | undefined,
  values: PlainValues,
): ReleasePlan {
  return { name, namespace, chart, ownChart, crdsApart, values: yamlText(values), timeoutSec, after };
}
