import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly namespace?: string;
  readonly metricName?: string;
  readonly statistic?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly thresholds?: { readonly steps: readonly { readonly color: string; readonly value: number | null }[] };
    };
  };
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: { readonly query: string } }[] };
}

const folder = join(__dirname, "../../charts/monitoring-resources/dashboards");

/** The dashboards of our own, by the names of their files. */
export function dashboardFiles(): ReadonlyMap<string, Dashboard> {
  return new Map(readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8"))]));
}
