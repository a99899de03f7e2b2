/** What a value of a chart may be: a shape, or the keys of a map. `map` has keys that the chart does not know; `any` is whatever its user says. */
export type ChartType = "boolean" | "scalar" | "list" | "map" | "any" | ChartKeys;

export interface ChartKeys {
  readonly [key: string]: ChartType;
}

/** What one version of a public chart takes, those of its sub-charts included: facts from its source, without a word of its prose. */
export interface ChartContract {
  readonly chart: string;
  readonly version: string;
  readonly values: ChartKeys;
}

/** A contract as JSON with one line per key that has no further ones, so that the difference between two versions reads well. */
export function writeChartContract({ chart, version, values }: ChartContract): string {
  return `${JSON.stringify({ chart, version, values }, null, 1)}\n`;
}

export function isKeys(type: ChartType | undefined): type is ChartKeys {
  return typeof type === "object";
}
