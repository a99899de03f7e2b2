import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { locateChart } from "../../modules/chart-source";
import type { HelmFiles } from "../../src/helm/helm-files";
import { planOwnRelease, planRelease } from "../../src/helm/release-plan";

const own = { name: "tools", version: "0.1.0+abc", files: new Map([["Chart.yaml", "name: tools\n"]]) };
const files: HelmFiles = {
  baseValues: new Map([["cert-manager", { replicaCount: 2, webhook: { replicaCount: 3 } }]]),
  ownCharts: new Map([["tools", own]]),
  contracts: new Map(),
};
const request = { name: "cert-manager", namespace: "cert-manager", values: { webhook: { timeoutSeconds: 5 } } };

describe("a release of a public chart", () => {
  it("has the base values with what was computed over them, as one text", () => {
    const { values } = planRelease(files, { from: "public-repositories" }, "cert-manager", request);
    expect(values).toBe("replicaCount: 2\nwebhook:\n  replicaCount: 3\n  timeoutSeconds: 5\n");
  });

  it("says its values in full, however often the same ones stand in it", () => {
    const tolerations = [{ operator: "Exists" }];
    const long = "word ".repeat(60).trim();
    const values = { tolerations, webhook: { tolerations }, long };
    const plan = planRelease(files, { from: "public-repositories" }, "cert-manager", { ...request, values });
    expect(plan.values).not.toMatch(/[&*]a1/);
    expect(plan.values).toContain(`long: ${long}\n`);
    expect(parse(plan.values)).toMatchObject(values);
  });

  it("has ten minutes and comes after nothing, unless it says so", () => {
    const plan = planRelease(files, { from: "public-repositories" }, "cert-manager", request);
    expect(plan).toMatchObject({ timeoutSec: 600, after: [], ownChart: undefined });
    const later = { ...request, timeoutSec: 60, after: ["crds"] };
    expect(planRelease(files, { from: "public-repositories" }, "cert-manager", later)).toMatchObject({
      timeoutSec: 60,
      after: ["crds"],
    });
  });

  it("is refused without base values", () => {
    expect(() =>
      planRelease(files, { from: "public-repositories" }, "cert-manager", { ...request, name: "other" }),
    ).toThrow("helm-values/other.yaml does not exist, and release other is made of it");
  });
});

describe("a release of a chart of our own", () => {
  it("finds the chart where synth writes it, seen from the directory of a stack", () => {
    const plan = planOwnRelease(files, "tools", { ...request, name: "tools" });
    expect(plan.chart).toEqual({ chart: "../../charts/tools", version: "0.1.0+abc" });
    expect(plan.ownChart).toBe(own);
  });

  it("is refused without the chart", () => {
    expect(() => planOwnRelease(files, "other", request)).toThrow(
      "charts/other does not exist, and release cert-manager needs it",
    );
  });
});

describe("a public chart", () => {
  it.each([
    [{ from: "public-repositories" }, { chart: "cert-manager", repository: "https://charts.jetstack.io" }],
    [
      { from: "registry", url: "oci://registry.example.com/charts" },
      { chart: "cert-manager", repository: "oci://registry.example.com/charts" },
    ],
    [{ from: "directory", path: "/opt/charts" }, { chart: "/opt/charts/cert-manager" }],
  ] as const)("comes from %j", (source, expected) => {
    const version = "v1.21.0";
    expect(locateChart("cert-manager", source, version)).toEqual({ ...expected, version });
  });
});
