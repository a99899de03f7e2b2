import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChartContract } from "../../modules/contracts/chart-contract";
import { checkChartValues } from "../../modules/contracts/check-chart-values";
import { charts } from "../../modules/versions";
import { readHelmFiles } from "../../src/helm/helm-files";

const contract: ChartContract = {
  chart: "tools",
  version: "1.2.3",
  values: {
    replicaCount: "scalar",
    enabled: "boolean",
    tolerations: "list",
    annotations: "map",
    webhook: { port: "scalar", labels: "map" },
    anything: "any",
  },
};

const lookUp = "look at the values.yaml of the chart";

describe("values of a chart", () => {
  it.each([
    { replicaCount: 3 },
    { replicaCount: "3", enabled: false, tolerations: [{ key: "a" }], annotations: { "a/b": "c" } },
    { webhook: { port: 1, labels: { any: "thing" } }, anything: { at: ["all"] } },
    { enabled: null, webhook: null, tolerations: null },
    { replicaCount: false },
    {},
  ])("%j are taken", (values) => {
    expect(checkChartValues(contract, values)).toEqual([]);
  });

  it.each([
    [{ replicaCont: 3 }, ["replicaCont"], "an unknown key", "replicaCount"],
    [{ webhook: { prot: 1 } }, ["webhook", "prot"], "an unknown key", "port"],
    [{ WEBHOOK: {} }, ["WEBHOOK"], "an unknown key", "webhook"],
  ])("%j are one that was meant", (values, path, got, expected) => {
    const fix = `correct the key, or ${lookUp}`;
    expect(checkChartValues(contract, values)).toEqual([{ path, got, expected, fix }]);
  });

  it.each([
    [{ webhook: { x: 1 } }, ["webhook", "x"], "an unknown key", "one of port, labels, as tools 1.2.3 has them"],
    [{ constructor: 1 }, ["constructor"], "an unknown key", /^one of replicaCount, enabled,/],
    [{ enabled: "false" }, ["enabled"], "a text or number", "a boolean, as tools 1.2.3 has it"],
    [{ tolerations: { key: "a" } }, ["tolerations"], "a map", "a list, as tools 1.2.3 has it"],
    [{ webhook: [1] }, ["webhook"], "a list", "a map, as tools 1.2.3 has it"],
    [{ annotations: "a=b" }, ["annotations"], "a text or number", "a map, as tools 1.2.3 has it"],
    [{ replicaCount: {} }, ["replicaCount"], "a map", "a text or number, as tools 1.2.3 has it"],
  ])("%j are refused", (values, path, got, expected) => {
    expect(checkChartValues(contract, values)).toEqual([
      { path, got, expected: typeof expected === "string" ? expected : expect.stringMatching(expected), fix: lookUp },
    ]);
  });
});

describe("the contracts that are kept", () => {
  const root = resolve(__dirname, "../..");
  const { contracts } = readHelmFiles(root);

  it("are those of every chart that is pinned, at that version", () => {
    expect(Object.fromEntries([...contracts].map(([name, { version }]) => [name, version]))).toEqual(
      Object.fromEntries(Object.entries(charts).map(([name, { version }]) => [name, version])),
    );
    expect(readdirSync(join(root, "modules/contracts/charts")).toSorted()).toEqual(
      Object.keys(charts)
        .map((name) => `${name}.json`)
        .toSorted(),
    );
  });

  // Keys that were looked up by hand in the charts, one of each kind.
  it.each([
    [
      "aws-load-balancer-controller",
      { vpcTags: { Name: "a" }, webhookConfig: { ingressValdationFailurePolicy: "Ignore" } },
    ],
    [
      "cert-manager",
      { serviceAccount: { name: "a", annotations: { a: "b" } }, podDisruptionBudget: { maxUnavailable: 1 } },
    ],
    ["cluster-autoscaler", { extraArgs: { "scan-interval": "10s" }, autoDiscovery: { clusterName: "a" } }],
    ["external-secrets", { crds: { annotations: { a: "b" } }, webhook: { podDisruptionBudget: { minAvailable: 1 } } }],
    [
      "kube-prometheus-stack",
      {
        prometheus: { prometheusSpec: { retentionSize: "1GB", externalLabels: { a: "b" } } },
        grafana: { "grafana.ini": { server: { root_url: "a" } }, admin: { existingSecret: "a" } },
        "prometheus-node-exporter": { namespaceOverride: "a" },
        "kube-state-metrics": { metricLabelsAllowlist: [] },
      },
    ],
    ["prometheus-operator-crds", { crds: { annotations: { a: "b" }, probes: { enabled: true } } }],
  ])("know %s", (name, values) => {
    const found = contracts.get(name);
    expect(found === undefined ? undefined : checkChartValues(found, values)).toEqual([]);
  });
});
