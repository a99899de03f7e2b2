import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkChartValues } from "../../modules/contracts/check-chart-values";
import { charts } from "../../modules/versions";
import { readHelmFiles } from "../../src/helm/helm-files";
import { isMap, type PlainValue, type PlainValues } from "../../src/helm/plain-values";
import { findValueFlaws } from "../../src/helm/value-flaws";
import { cloudWatchJobs } from "../../src/monitoring/cloudwatch-exporter-values";
import { besidePrometheus } from "../../src/monitoring/monitoring-hosts";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { type MonitoringReleaseName, monitoringCharts } from "../../src/monitoring/monitoring-releases";
import { warnOfUnlabelledNodes } from "../../src/monitoring/monitoring-warnings";
import { clusterWith, dev, local, parsed, prod, unreached, withoutDatabase } from "../literals";
import { at, central, monitoringIn, valuesOf, watched, west } from "./environments";

const stackValues = (literal = prod, region = west) => valuesOf("kube-prometheus-stack", region, literal);

describe("the releases of monitoring", () => {
  it("come after the secrets and dashboards that they read", () => {
    const { releases } = monitoringIn(west, watched);
    expect(releases.map(({ name, after }) => [name, after])).toEqual([
      ["monitoring-resources", []],
      ["kube-prometheus-stack", ["monitoring-resources"]],
      ["cloudwatch-exporter", ["monitoring-resources"]],
      ["blackbox-exporter", ["monitoring-resources"]],
    ]);
    for (const { namespace } of releases) expect(namespace).toBe("monitoring");
  });

  it("ask nobody where there are no front doors and nothing is named", () => {
    const literal = { ...prod, ...unreached };
    expect(monitoringIn(west, literal).releases.map(({ name }) => name)).not.toContain("blackbox-exporter");
    expect(at(valuesOf("monitoring-resources", west, literal), "rules.probes")).toBe(false);
  });

  it("have the versions and values that the environment says, over computed ones and those over the base", () => {
    const values = { prometheus: { prometheusSpec: { retention: "7d" } } };
    const literal = { ...prod, monitoring: { releases: { "kube-prometheus-stack": { version: "88.5.1", values } } } };
    const { releases } = monitoringIn(west, literal);
    expect(releases.map(({ chart }) => chart.version).slice(1)).toEqual([
      "88.5.1",
      charts["prometheus-yet-another-cloudwatch-exporter"].version,
      charts["prometheus-blackbox-exporter"].version,
    ]);
    expect(at(stackValues(literal), "prometheus.prometheusSpec")).toMatchObject({
      retention: "7d",
      retentionSize: "85GiB",
      scrapeInterval: "30s",
    });
  });

  it("do without CloudWatch where it is switched off, and then have no rules of what it says", () => {
    const releases = { "cloudwatch-exporter": { enabled: false } };
    const literal = { ...prod, monitoring: { releases } };
    expect(monitoringIn(west, literal).releases.map(({ name }) => name)).toEqual([
      "monitoring-resources",
      "kube-prometheus-stack",
      "blackbox-exporter",
    ]);
    expect(at(valuesOf("monitoring-resources", west, literal), "rules")).toMatchObject({
      database: false,
      entry: false,
    });
  });

  it("do not ring for an autoscaler that is not there", () => {
    const releases = { "cluster-autoscaler": { enabled: false } };
    const literal = { ...prod, platform: { ...prod.platform, releases } };
    expect(at(valuesOf("monitoring-resources", west, literal), "rules.autoscaler")).toBe(false);
  });

  it("do not stand without a cluster", () => {
    expect(planMonitoringStacks(parsed(local), readHelmFiles(`${__dirname}/../..`))).toEqual([]);
  });

  it("stand in both regions, in namespaces that say what their pods may do", () => {
    for (const region of [west, central]) {
      expect(monitoringIn(region, prod).namespaces).toEqual([
        { name: "monitoring", podSecurity: "restricted" },
        { name: "node-exporter", podSecurity: "privileged" },
      ]);
    }
  });
});

describe.each([
  ["prod", prod],
  ["dev", dev],
  ["prod with everything", watched],
])("the values of %s", (_, literal) => {
  const { contracts } = readHelmFiles(`${__dirname}/../..`);
  const releases = monitoringIn(west, literal).releases.filter(({ ownChart }) => ownChart === undefined);

  it.each(releases)("name only what the chart takes: $name", ({ name, values }) => {
    const contract = contracts.get(monitoringCharts[name as MonitoringReleaseName]);
    if (contract === undefined) throw new Error(`no contract for ${name}`);
    expect(checkChartValues(contract, parse(values))).toEqual([]);
  });

  it.each(monitoringIn(west, literal).releases)("hold no secret and nothing for Terraform: $name", ({ values }) => {
    expect(findValueFlaws(parse(values))).toEqual([]);
  });
});

describe("everything of kube-prometheus-stack", () => {
  const places = [
    "prometheusOperator",
    "prometheusOperator.admissionWebhooks.patch",
    "prometheus.prometheusSpec",
    "alertmanager.alertmanagerSpec",
    "grafana",
    "kube-state-metrics",
  ];

  it.each(places)("goes to the nodes of monitoring: %s", (place) => {
    expect(at(stackValues(), `${place}.nodeSelector`)).toEqual({ dedicated: "monitoring" });
    expect(at(stackValues(), `${place}.tolerations`)).toEqual([
      { key: "dedicated", operator: "Equal", value: "monitoring", effect: "NoSchedule" },
    ]);
  });

  it.each(places)("goes anywhere where no nodes are kept for it: %s", (place) => {
    expect(at(stackValues(dev), `${place}.nodeSelector`)).toEqual({});
    expect(at(stackValues(dev), `${place}.tolerations`)).toEqual([]);
  });

  it("looks at every node, but brings no CRDs, and scrapes nothing that EKS hides", () => {
    expect(at(stackValues(), "prometheus-node-exporter.tolerations")).toEqual([{ operator: "Exists" }]);
    expect(at(stackValues(), "prometheus-node-exporter.namespaceOverride")).toBe("node-exporter");
    expect(at(stackValues(), "crds.enabled")).toBe(false);
    for (const part of ["kubeEtcd", "kubeScheduler", "kubeControllerManager", "kubeProxy"])
      expect(at(stackValues(), `${part}.enabled`)).toBe(false);
  });

  it("takes monitors and rules of every namespace", () => {
    for (const kind of ["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"])
      expect(at(stackValues(), `prometheus.prometheusSpec.${kind}SelectorNilUsesHelmValues`)).toBe(false);
  });

  it.each([
    [west, "acme-prod-euw1"],
    [central, "acme-prod-euc1"],
  ])("says whose metrics they are: %s", (region, cluster) => {
    expect(at(stackValues(prod, region), "prometheus.prometheusSpec.externalLabels")).toEqual({ cluster, region });
  });

  it("keeps what fits, on encrypted volumes", () => {
    const spec = "prometheus.prometheusSpec";
    expect(at(stackValues(watched), `${spec}.retention`)).toBe("30d");
    expect(at(stackValues(watched), `${spec}.retentionSize`)).toBe("170GiB");
    expect(at(stackValues(watched), `${spec}.storageSpec.volumeClaimTemplate.spec`)).toEqual({
      storageClassName: "gp3-encrypted",
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "200Gi" } },
    });
    expect(at(stackValues(), "alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec.storageClassName")).toBe(
      "gp3-encrypted",
    );
  });

  it("asks for what the environment says", () => {
    expect(at(stackValues(watched), "prometheus.prometheusSpec.resources")).toEqual({
      requests: { cpu: "1000m", memory: "8192Mi" },
      limits: { memory: "8192Mi" },
    });
  });

  it("asks for less beside Prometheus than is set aside for it", () => {
    const times: Readonly<Record<string, number>> = {
      "alertmanager.alertmanagerSpec": 2,
      "grafana.sidecar": 2,
      // One in each pod of Prometheus and Alertmanager.
      "prometheusOperator.prometheusConfigReloader": 3,
    };
    const asked = [
      ...Object.entries(requestsIn(stackValues(watched))).filter(
        ([path]) => !/prometheusSpec|exporter|patch/.test(path),
      ),
      ...Object.entries(requestsIn(valuesOf("cloudwatch-exporter", west, watched))),
      ...Object.entries(requestsIn(valuesOf("blackbox-exporter", west, watched))).flatMap((one) => [one, one]),
    ].flatMap(([path, requests]) => Array.from({ length: times[path] ?? 1 }, () => requests));
    expect(asked).toHaveLength(13);
    expect(asked.reduce((sum, { memory }) => sum + memory, 0)).toBeLessThanOrEqual(besidePrometheus.memoryMiB);
    expect(asked.reduce((sum, { cpu }) => sum + cpu, 0)).toBeLessThanOrEqual(besidePrometheus.cpuMillis);
  });
});

/** What parts of a chart ask for, by the paths of those parts. */
function requestsIn(values: PlainValues, path = ""): Readonly<Record<string, { memory: number; cpu: number }>> {
  const inside = (key: string, value: PlainValue) =>
    isMap(value) ? requestsIn(value, path === "" ? key : `${path}.${key}`) : {};
  const requests = at(values, "resources.requests");
  const own =
    isMap(requests) && "memory" in requests
      ? {
          [path]: {
            memory: Number.parseInt(String(requests["memory"]), 10),
            cpu: Number.parseInt(String(requests["cpu"]), 10),
          },
        }
      : {};
  return Object.assign(own, ...Object.entries(values).map(([key, value]) => inside(key, value)));
}

describe("the exporter of CloudWatch", () => {
  it.each([west, central])("asks for this environment's resources in its own region: %s", (region) => {
    const config = parse(String(valuesOf("cloudwatch-exporter", region, prod)["config"]));
    expect(config["sts-region"]).toBe(region);
    for (const job of config.discovery.jobs) {
      expect(job.regions).toEqual([region]);
      expect(job.searchTags).toEqual([{ key: "environment", value: "^prod$" }]);
      expect(job.dimensionNameRequirements).toHaveLength(1);
    }
    expect(config.discovery.jobs.map(({ type }: { type: string }) => type)).toEqual(
      cloudWatchJobs.map(({ namespace }) => namespace),
    );
  });

  it("takes silence for zero where it counts, and for silence where it measures", () => {
    const config = parse(String(valuesOf("cloudwatch-exporter", west, prod)["config"]));
    for (const { metrics } of config.discovery.jobs)
      for (const { statistics, nilToZero } of metrics) expect(nilToZero).toBe(statistics[0] === "Sum");
  });

  it("goes to the nodes of monitoring, as the role that is made for it", () => {
    const values = valuesOf("cloudwatch-exporter", west, prod);
    expect(values["nodeSelector"]).toEqual({ dedicated: "monitoring" });
    expect(values["serviceAccount"]).toEqual({
      create: true,
      name: "cloudwatch-exporter",
      annotations: {
        "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/acme-prod-euw1-cloudwatch-exporter",
      },
    });
  });
});

describe("what belongs to monitoring beside the charts", () => {
  const doors = [
    ["euw1", west],
    ["euc1", central],
  ].map(([short, code]) => ({
    name: `front-door-${code}`,
    url: `https://front-door-${short}.prod.example.com/healthz/region`,
    module: `region-${code}`,
  }));

  it("is little where an environment says nothing of it", () => {
    expect(valuesOf("monitoring-resources", west, prod)).toEqual({
      runbooks: "",
      region: west,
      rules: { autoscaler: true, database: true, entry: true, peer: false, probes: true },
      secrets: [{ name: "grafana", path: "acme/prod/platform/grafana", keys: ["admin-user", "admin-password"] }],
      urlSecrets: [],
      probes: doors,
    });
  });

  it("is whatever it names, by the names of secrets alone", () => {
    expect(valuesOf("monitoring-resources", west, watched)).toEqual({
      runbooks: "https://git.example.com/acme/platform/blob/main/",
      region: west,
      rules: { autoscaler: true, database: true, entry: true, peer: true, probes: true },
      secrets: [
        {
          name: "grafana",
          path: "acme/prod/platform/grafana",
          keys: ["admin-user", "admin-password", "oidc-client-secret"],
        },
        { name: "peer-prometheus", path: "acme/prod/platform/peer-prometheus", keys: ["username", "password"] },
      ],
      urlSecrets: [
        { name: "pager-url", path: "acme/prod/platform/pager-url" },
        { name: "heartbeat-url", path: "acme/prod/platform/heartbeat-url" },
      ],
      peer: {
        host: "prometheus.eu-central-1.example.com",
        path: "/peer/federate",
        region: central,
        secretName: "peer-prometheus",
      },
      probes: [...doors, { name: "shop", url: "https://shop.example.com/healthz", module: "http_2xx" }],
    });
  });

  it("has no rules of a database that is not there", () => {
    expect(at(valuesOf("monitoring-resources", west, { ...prod, ...withoutDatabase }), "rules.database")).toBe(false);
  });
});

it("nodes that are kept for monitoring, and that nothing leads it to, are warned of", () => {
  const { nodeGroups } = clusterWith({});
  const { monitoring } = nodeGroups;
  if (monitoring === undefined) throw new Error("prod has no node group monitoring");
  const { labels: _, ...unlabelled } = monitoring;
  const literal = { ...prod, cluster: clusterWith({ nodeGroups: { ...nodeGroups, monitoring: unlabelled } }) };
  expect(warnOfUnlabelledNodes(parsed(literal))).toEqual([
    'prod: node group monitoring is kept for monitoring by its taint and has no labels, so Prometheus may land on any node: give it labels: { dedicated: "monitoring" }',
  ]);
  expect(warnOfUnlabelledNodes(parsed(prod))).toEqual([]);
  expect(warnOfUnlabelledNodes(parsed(dev))).toEqual([]);
  expect(warnOfUnlabelledNodes(parsed(local))).toEqual([]);
});
