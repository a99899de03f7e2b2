import { describe, expect, it } from "vitest";
import { cloudWatchJobs } from "../../src/monitoring/cloudwatch-exporter-values";
import { dashboardFiles } from "./dashboard-files";
import recorded from "./metrics.json";
import { readQuery } from "./promql";
import { type AlertRule, type RecordingRule, ruleFiles } from "./rule-files";

const dashboards = [...dashboardFiles()];

/** As the exporter names what CloudWatch has: `aws_rds_replica_lag_maximum`. https://github.com/prometheus-community/yet-another-cloudwatch-exporter/blob/master/pkg/promutil/prometheus.go */
const exported = cloudWatchJobs.flatMap(({ namespace, metrics }) =>
  metrics.map(({ name, statistic }) => `${snake(namespace.toLowerCase())}_${snake(name)}_${snake(statistic)}`),
);

function snake(text: string): string {
  return text
    .replaceAll("/", "_")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

const rules = [...ruleFiles().values()].flatMap(({ groups }) => groups.flatMap((group) => group.rules));
const isRecording = (rule: AlertRule | RecordingRule): rule is RecordingRule => "record" in rule;

/** Every name that Prometheus may know here: recorded lists, CloudWatch, our own records, and its own. */
const known: ReadonlySet<string> = new Set([
  ...recorded.flatMap(({ metrics }) => metrics),
  ...exported,
  ...rules.filter(isRecording).map(({ record }) => record),
  "ALERTS",
  "up",
]);

const dataSources = ["prometheus", "prometheus-peer", "cloudwatch", "cloudwatch-peer"];

describe.each(dashboards)("%s", (file, { uid, title, description, panels, templating }) => {
  const targets = panels.flatMap((panel) => panel.targets ?? []);

  it("is named after its file, and says what it is for", () => {
    expect(uid).toBe(`platform-${file.replace(".json", "")}`);
    expect(title).not.toBe("");
    expect(description).not.toBe("");
  });

  it("has panels with titles, each something to show, side by side and not over each other", () => {
    expect(panels.map((panel) => panel.title)).not.toContain("");
    expect(new Set(panels.map(({ title: name }) => name)).size).toBe(panels.length);
    for (const panel of panels) expect((panel.targets ?? []).length > 0, panel.title).toBe(panel.type !== "row");
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)}:${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it("says where a number changes its colour: Grafana would turn red at 80", () => {
    for (const { title: name, type, fieldConfig } of panels)
      if (type === "stat") expect(fieldConfig?.defaults.thresholds?.steps.length, name).toBeGreaterThan(1);
  });

  it("asks data sources that are provisioned", () => {
    for (const { datasource } of targets) expect(dataSources).toContain(datasource.uid);
    const peers = targets.filter(({ datasource }) => datasource.uid === "prometheus-peer");
    expect(peers.length > 0).toBe(file === "failover-clusters.json");
  });

  it("asks Prometheus what it can read, of metrics that somebody exports", () => {
    const queries = [
      ...targets.flatMap(({ expr }) => (expr === undefined ? [] : [expr])),
      ...templating.list.map(({ query }) => query.query.replace(/^label_values\((.*), \w+\)$/, "$1")),
    ];
    expect(queries).not.toEqual([]);
    for (const query of queries) {
      const { error, metrics } = readQuery(query);
      expect(error, query).toBeUndefined();
      expect(
        metrics.filter((name) => !known.has(name)),
        query,
      ).toEqual([]);
    }
  });

  it("asks CloudWatch for metrics that the exporter asks for too, by the same dimension and statistic", () => {
    for (const { namespace, metricName, statistic, dimensions } of targets.filter(
      ({ datasource }) => datasource.type === "cloudwatch",
    )) {
      const job = cloudWatchJobs.find((one) => one.namespace === namespace);
      expect(job?.metrics).toContainEqual({ name: metricName, statistic });
      expect(dimensions).toEqual({ [job?.dimension ?? ""]: "*" });
    }
  });
});

it("dashboards cover what the platform stands on, under uids and titles of their own", () => {
  expect(dashboards.map(([file]) => file)).toEqual([
    "autoscaling.json",
    "certificates.json",
    "cluster.json",
    "failover-clusters.json",
    "failover.json",
    "ingress.json",
    "nodes.json",
    "rds.json",
    "workloads.json",
  ]);
  expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
  expect(new Set(dashboards.map(([, { title }]) => title)).size).toBe(dashboards.length);
});

it("the failover shows each metric of CloudWatch for both regions, side by side", () => {
  const [, failover] = dashboards.find(([file]) => file === "failover.json") ?? [];
  const places = (uid: string) =>
    failover?.panels
      .filter(({ targets = [] }) => targets.some(({ datasource }) => datasource.uid === uid))
      .map(({ targets, gridPos }) => ({ metric: targets?.[0]?.metricName, y: gridPos.y }));
  expect(places("cloudwatch")).toHaveLength(6);
  expect(places("cloudwatch")).toEqual(places("cloudwatch-peer"));
});

it("a query that Prometheus cannot read, or of a metric that nobody exports, would be found", () => {
  expect(readQuery("sum(rate(kube_pod_info[5m])").error).toBe("27: e(kube_pod_info[5m])");
  expect(readQuery("sum by (node) (kube_nod_info)").metrics.filter((name) => !known.has(name))).toEqual([
    "kube_nod_info",
  ]);
});

it("CloudWatch's names become those that the exporter is known for", () => {
  expect(exported).toContain("aws_rds_cpuutilization_average");
  expect(exported).toContain("aws_applicationelb_httpcode_target_5_xx_count_sum");
  expect(exported).toContain("aws_natgateway_error_port_allocation_sum");
});

it("rules, too, name metrics that somebody exports", () => {
  for (const { expr } of rules) {
    const { error, metrics } = readQuery(expr);
    expect(error, expr).toBeUndefined();
    expect(
      metrics.filter((name) => !known.has(name)),
      expr,
    ).toEqual([]);
  }
});

it("every recorded list says where it is from", () => {
  for (const { exporter, source, metrics } of recorded) {
    expect(exporter).not.toBe("");
    expect(source).toMatch(/^https:\/\//);
    expect(metrics).toEqual([...new Set(metrics)].toSorted());
  }
});
