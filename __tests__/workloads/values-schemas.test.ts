import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { prod } from "../literals";
import { helmFiles, workloadsIn } from "./workloads";

const charts = ["microservice", "namespace", "region-health"] as const;

type Chart = (typeof charts)[number];

const textOf = (chart: Chart, file: string) => readFileSync(join(__dirname, "../../charts", chart, file), "utf8");

/** Helm reads the schema as draft 7; what it says of dependencies and names of keys is held by `helm` itself, in the lab. */
const schemas = new Map(charts.map((chart) => [chart, z.fromJSONSchema(withoutUnknown(chart))]));

function withoutUnknown(chart: Chart) {
  const drop = new Set(["dependencies", "propertyNames", "uniqueItems", "not", "minProperties"]);
  return JSON.parse(textOf(chart, "values.schema.json"), (key, value) => (drop.has(key) ? undefined : value));
}

const accepts = (chart: Chart, values: unknown) => schemas.get(chart)?.safeParse(values).success;

/** Values with one of them replaced, `a.b` for that of a map in a map. */
function withValue(values: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [key = "", ...rest] = path.split(".");
  const below = (values[key] ?? {}) as Record<string, unknown>;
  return { ...values, [key]: rest.length === 0 ? value : withValue(below, rest.join("."), value) };
}

describe("the values schema", () => {
  it.each(charts)("of %s takes its own values", (chart) => {
    expect(accepts(chart, parse(textOf(chart, "values.yaml")))).toBe(true);
  });

  it.each(["eu-west-1", "eu-central-1"])("takes every release of prod in %s", (code) => {
    for (const { name, ownChart, values } of workloadsIn(code, prod).releases) {
      const base = parse(ownChart?.files.get("values.yaml") ?? "");
      expect([name, accepts(ownChart?.name as Chart, { ...base, ...parse(values) })]).toEqual([name, true]);
    }
  });

  it.each<[Chart, string, unknown]>([
    ["microservice", "imagge", "x"],
    ["microservice", "image", "podinfo"],
    ["microservice", "image", "ghcr.io/stefanprodan/podinfo"],
    ["microservice", "port", 80],
    ["microservice", "replicas.min", 0],
    ["microservice", "replicas.mni", 1],
    ["microservice", "resources.cpu", 1],
    ["microservice", "resources.memory", "128"],
    ["microservice", "probes.readiness", "readyz"],
    ["microservice", "probes.startupSec", 0],
    ["microservice", "scaling.cpuPercent", 101],
    ["microservice", "scaling.metrics", { requests: "many" }],
    ["microservice", "shutdown.sleepSec", 0],
    ["microservice", "environment", { PORT: 8080 }],
    ["microservice", "expose.targetGroup", "a name with spaces"],
    ["microservice", "expose.targetGroup", "x".repeat(33)],
    ["microservice", "roleArn", "orders"],
    ["microservice", "tolerations", [{ key: "dedicated", operator: "Exists" }]],
    ["microservice", "network.callers", [{ name: "shop" }]],
    ["microservice", "network.callees", [{ name: "shop", namespace: "shop" }]],
    ["microservice", "network.database", ["10.0.0.0"]],
    ["microservice", "network.internet", true],
    ["namespace", "quota.cpu", "many"],
    ["namespace", "quota.pods", 0],
    ["namespace", "team", { group: "system:masters", may: "edit" }],
    ["namespace", "team", { group: "team:shop", may: "administrate" }],
    ["region-health", "path", "healthz"],
    ["region-health", "frontDoor", []],
  ])("of %s refuses %s: %j", (chart, path, value) => {
    const values = parse(textOf(chart, "values.yaml"));
    expect(accepts(chart, withValue(values, path, value))).toBe(false);
  });
});

it("a chart changes its version with its files: Terraform compares nothing else", () => {
  for (const chart of charts) expect(helmFiles.ownCharts.get(chart)?.version).toMatch(/^0\.1\.0\+[0-9a-f]{12}$/);
});
