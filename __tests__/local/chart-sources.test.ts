import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { charts } from "../../modules/versions";
import { findChartSources, versionOfChart } from "../../src/local/chart-sources";
import { temporaryDirectory } from "../temporary";

/** A lab folder with some charts. */
function labWith(names: readonly string[]): string {
  const lab = temporaryDirectory();
  for (const name of names) {
    mkdirSync(join(lab, "charts", name), { recursive: true });
    writeFileSync(join(lab, "charts", name, "Chart.yaml"), `name: ${name}\nversion: 1.2.3\n`);
  }
  return lab;
}

describe("findChartSources", () => {
  const names = Object.keys(charts);

  it("takes charts from the lab folder where all of them are there", async () => {
    const lab = labWith(names);
    const sources = await findChartSources(lab, {}, async () => false);
    expect(sources).toEqual({ variables: { TANDEM_CHARTS: join(lab, "charts") }, missing: [] });
  });

  it("takes them from their repositories where not", async () => {
    const sources = await findChartSources(labWith([]), {}, async () => true);
    expect(sources).toEqual({ variables: {}, missing: [] });
  });

  it("leaves a place that the process names", async () => {
    const variables = { TANDEM_CHARTS: "oci://registry.example.com/charts" };
    expect(await findChartSources(labWith([]), variables, async () => false)).toEqual({ variables: {}, missing: [] });
  });

  it("says which are not to be had", async () => {
    const lab = labWith(names.filter((name) => !["cert-manager", "external-secrets"].includes(name)));
    expect((await findChartSources(lab, {}, async () => false)).missing).toEqual([
      {
        what: `no chart cert-manager, external-secrets in ${join(lab, "charts")} and no repository`,
        fix: "let this machine reach the repositories of modules/versions.ts, or copy the charts there",
      },
    ]);
  });
});

it("reads the version of a chart", () => {
  expect(versionOfChart(join(labWith(["cert-manager"]), "charts", "cert-manager"))).toBe("1.2.3");
});
