import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../temporary";
import { dashboardFiles } from "./dashboard-files";

const root = join(__dirname, "..", "..");
const directory = join(root, "charts", "monitoring-resources", "dashboards");

/**
 * The types of Grafana's own front end, as they are in JSON: enumerations are their texts, and what has a default may be left out of the options
 * of a panel.
 */
const types = `
import type { Dashboard, Panel, RowPanel } from "@grafana/schema";
import type { Options as StatOptions } from "@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen";
import type { FieldConfig as TableField, Options as TableOptions } from "@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen";
import type { FieldConfig as TimeSeriesField, Options as TimeSeriesOptions } from "@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen";

type Json<T> = T extends string ? \`\${T}\` : T extends number | boolean | null | undefined ? T
  : T extends readonly (infer U)[] ? readonly Json<U>[] : T extends object ? { readonly [K in keyof T]: Json<T[K]> } : T;
type Sparse<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Sparse<T[K]> } : T;

type Field<C> = Omit<Json<NonNullable<Panel["fieldConfig"]>>, "defaults"> & {
  readonly defaults: Omit<Json<NonNullable<Panel["fieldConfig"]>["defaults"]>, "custom"> & { readonly custom?: Sparse<Json<C>> };
};
type Typed<Type extends string, O, C> = Omit<Json<Panel>, "type" | "options" | "fieldConfig"> & {
  readonly type: Type;
  readonly options?: Sparse<Json<O>>;
  readonly fieldConfig?: Field<C>;
};
type OurPanel = Typed<"stat", StatOptions, never> | Typed<"table", TableOptions, TableField>
  | Typed<"timeseries", TimeSeriesOptions, TimeSeriesField> | Json<RowPanel>;
type OurDashboard = Omit<Json<Dashboard>, "panels"> & { readonly panels: readonly OurPanel[] };
`;

/** What TypeScript says of dashboards, as texts, where they are of those types. */
function flawsOf(texts: readonly string[]): string {
  const file = join(temporaryDirectory(), "dashboards.ts");
  const values = texts.map((text, i) => `export const dashboard${i}: OurDashboard = ${text};\n`);
  writeFileSync(
    file,
    types.replaceAll('"@grafana/schema', `"${join(root, "node_modules/@grafana/schema")}`) + values.join(""),
  );
  const { stdout } = spawnSync(
    join(root, "node_modules", ".bin", "tsc"),
    // A terminal's colours, forced from outside too, would be in what is read here.
    ["--noEmit", "--pretty", "false", "--strict", "--skipLibCheck", "--module", "preserve", "--types", "", file],
    { encoding: "utf8", cwd: dirname(file) },
  );
  return stdout;
}

describe("dashboards, by the types of the Grafana that the chart brings", () => {
  const texts = [...dashboardFiles().keys()].map((name) => readFileSync(join(directory, name), "utf8"));

  it("have every field that it wants, and none that it does not know", () => {
    expect(flawsOf(texts)).toBe("");
  });

  it("would be refused for a field, a value, an option and a setting that Grafana does not know", () => {
    const mistakes = [
      ['"uid":', '"identifier": "x", "uid":'],
      ['"asDropdown": true', '"asDropdown": "true"'],
      ['"colorMode":', '"colourMode":'],
      ['"thresholds":', '"tresholds":'],
    ] as const;
    const wrong = mistakes.map(([right, mistake]) => {
      const text = texts.find((one) => one.includes(right));
      if (text === undefined) throw new Error(`no dashboard has ${right}`);
      return text.replace(right, mistake);
    });
    const found = flawsOf(wrong).match(/^dashboards.ts\(\d+,\d+\): error TS\d+: /gm);
    expect(found).toHaveLength(mistakes.length);
  });
});
