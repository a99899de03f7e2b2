import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type ChartName, charts } from "../../modules/versions";
import { canReach } from "../process/ports";
import type { Missing } from "./missing";

/** Where Terraform gets public charts on this machine. */
export interface ChartSources {
  /** Variables for synth; empty where the charts' own repositories serve them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly missing: readonly Missing[];
}

/** Looks for copies of all public charts in the lab folder first, for their repositories then. What the process says already stands. */
export async function findChartSources(
  lab: string,
  variables: NodeJS.ProcessEnv,
  canReachHost: (host: string) => Promise<boolean> = canReach,
): Promise<ChartSources> {
  if (variables["TANDEM_CHARTS"]) return { variables: {}, missing: [] };
  const root = join(lab, "charts");
  const names = Object.keys(charts) as readonly ChartName[];
  const absent = names.filter((name) => !existsSync(join(root, name, "Chart.yaml")));
  if (absent.length === 0) return { variables: { TANDEM_CHARTS: root }, missing: [] };
  const repositories = new Set(names.map((name) => new URL(charts[name].repository).host));
  const reached = await Promise.all([...repositories].map(canReachHost));
  if (reached.every(Boolean)) return { variables: {}, missing: [] };
  return {
    variables: {},
    missing: [
      {
        what: `no chart ${absent.join(", ")} in ${root} and no repository`,
        fix: "let this machine reach the repositories of modules/versions.ts, or copy the charts there",
      },
    ],
  };
}

/** The version that a chart of a directory says it has. */
export function versionOfChart(directory: string): string {
  const { version } = parse(readFileSync(join(directory, "Chart.yaml"), "utf8")) as { version: string };
  return version;
}
