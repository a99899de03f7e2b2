import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { regionNames } from "../../../src/stack/names";
import type { GuardedProcess } from "../cloud/guarded-process";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { forAll } from "../laboratory";
import { type Receiver, startAlertmanager, startMetrics, startPrometheus } from "./alert-delivery";
import type { Controller, ControllerPlace } from "./controller";
import type { Foundation } from "./foundation";
import { startPodProcess } from "./pod-process";
import {
  type GeneratedConfiguration,
  namespace,
  type PrometheusConfiguration,
  readGenerated,
  startPrometheusOperator,
} from "./prometheus-operator";
import { until } from "./until";

const operatorApi = "/apis/monitoring.coreos.com/v1";

/** The operator makes configurations of the objects of all namespaces, its admission refuses what does not parse, and promtool takes the result. */
export async function proveConfiguration({
  place,
}: Foundation): Promise<{ readonly operator: Controller; readonly generated: GeneratedConfiguration }> {
  const { api } = place.cluster;
  const operator = await startPrometheusOperator(place);
  const rules = await api.list(`${operatorApi}/prometheusrules`);
  const generated = await readGenerated(place, operator, rules.length);

  const unparsable = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: "unparsable" },
    spec: { groups: [{ name: "unparsable", rules: [{ alert: "Unparsable", expr: "sum(up" }] }] },
  };
  const answer = await api.send("POST", `${operatorApi}/namespaces/default/prometheusrules?dryRun=All`, unparsable);
  expect(answer.body).toContain("unclosed left parenthesis");

  // The chart has recording rules that it takes for doubled; our own are looked at without mercy where they are tested.
  const said = await askPromtool(place, ["check", "config", "--lint=none", generated.prometheus]);
  expect(said).toContain("is valid prometheus config file syntax");
  expect(said).not.toContain("FAILED");
  const { global, scrape_configs } = parse(readFileSync(generated.prometheus, "utf8")) as PrometheusConfiguration;
  expect(global.external_labels).toMatchObject({
    cluster: regionNames(place.environment, place.region).cluster,
    region: place.region.code,
  });
  const jobs = scrape_configs.map(({ job_name }) => job_name);
  for (const [kind, path] of Object.entries(monitors)) {
    for (const { metadata } of await api.list<KubernetesObject>(path))
      expect(
        jobs.some((job) => job === metadata.name || job.startsWith(`${kind}/${metadata.namespace}/${metadata.name}`)),
        `${kind} ${metadata.namespace}/${metadata.name} in ${jobs.join(", ")}`,
      ).toBe(true);
  }
  expect(operator.refusals()).toEqual([]);
  return { operator, generated };
}

const monitors = {
  serviceMonitor: `${operatorApi}/servicemonitors`,
  podMonitor: `${operatorApi}/podmonitors`,
  probe: `${operatorApi}/probes`,
  scrapeConfig: "/apis/monitoring.coreos.com/v1alpha1/scrapeconfigs",
} as const;

/**
 * What has no target here: nodes that are none answer no scrape, the cluster has no CoreDNS, and the pods that the operator makes wait for
 * volumes that nobody provides.
 */
const without =
  /^serviceMonitor\/(node-exporter|monitoring\/monitoring-(kubelet|apiserver|coredns|prometheus|alertmanager))\//;

/** So many programs ask at a time. */
const together = 6;

/** Each monitor selects something that is there, as Prometheus' own service account finds it. */
export async function proveDiscovery({ place }: Foundation, { prometheus }: GeneratedConfiguration): Promise<void> {
  const { scrape_configs } = parse(readFileSync(prometheus, "utf8")) as PrometheusConfiguration;
  const jobs = scrape_configs.map(({ job_name }) => job_name);
  const counts: (readonly [string, number])[] = [];
  for (let first = 0; first < jobs.length; first += together) {
    const some = jobs.slice(first, first + together);
    counts.push(...(await forAll(some, async (job) => [job, await countTargets(place, prometheus, job)] as const)));
  }
  process.stdout.write(`lab: controllers: targets: ${counts.map(([job, count]) => `${job} ${count}`).join(", ")}\n`);
  for (const [job, count] of counts.filter(([name]) => !without.test(name))) expect(count, job).toBeGreaterThan(0);
}

async function countTargets(place: ControllerPlace, file: string, job: string): Promise<number> {
  const said = await askPromtool(place, ["check", "service-discovery", file, job, "--timeout=10s"]);
  const found = JSON.parse(said.slice(said.search(/^\[/m), said.lastIndexOf("]") + 1)) as readonly {
    // None, where relabeling drops it.
    readonly labels: object | null;
  }[];
  return found.filter(({ labels }) => Object.keys(labels ?? {}).length > 0).length;
}

/**
 * An alert of our own fires on a made series and reaches the webhook of those who are told of what is critical; the Watchdog reaches the
 * heartbeat. Both carry the labels of the cluster and the region.
 */
export async function proveDelivery(
  { place }: Foundation,
  generated: GeneratedConfiguration,
  receiver: Receiver,
): Promise<readonly Controller[]> {
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const metrics = await startMetrics(`certmanager_certificate_expiration_timestamp_seconds{name="made"} ${soon}\n`);
  const urls = await urlsIn(place, receiver);
  const alertmanager = await startAlertmanager(place, generated, (file) => urls.get(file) ?? "");
  const prometheus = await startPrometheus(place, generated, {
    alertmanager: alertmanager.port,
    metrics: metrics.port,
  });
  const controllers = [alertmanager.controller, prometheus.controller];
  try {
    const labels = { cluster: regionNames(place.environment, place.region).cluster, region: place.region.code };
    for (const [name, alertname] of Object.entries({ heartbeat: "Watchdog", pager: "CertificateRunsOut" })) {
      const alert = await until(
        `${alertname} reaches ${name}`,
        120,
        async () =>
          receiver.received
            .get(name)
            ?.flatMap(({ alerts }) => alerts)
            .find((one) => one.labels["alertname"] === alertname),
        controllers.map(({ process }) => process),
      );
      expect(alert.labels).toMatchObject(labels);
    }
    const { data } = (await (await fetch(`http://127.0.0.1:${prometheus.port}/api/v1/rules`)).json()) as {
      data: { groups: readonly { rules: readonly { name: string; health: string; lastError?: string }[] }[] };
    };
    const failing = data.groups.flatMap(({ rules }) => rules.filter(({ health }) => health === "err"));
    expect(failing.map(({ name, lastError }) => `${name}: ${lastError}`)).toEqual([]);
    return controllers;
  } finally {
    metrics.close();
    for (const { stop } of controllers) await stop();
  }
}

/** What Alertmanager's container finds in the files of its secrets: what External Secrets brought, or where that did not run, the receiver. */
async function urlsIn({ cluster }: ControllerPlace, receiver: Receiver): Promise<ReadonlyMap<string, string>> {
  const entries = ["pager", "heartbeat"].map(async (name) => {
    const secret = `${name}-url`;
    const { status, body } = await cluster.api.send("GET", `/api/v1/namespaces/${namespace}/secrets/${secret}`);
    const url =
      status === 200
        ? Buffer.from((JSON.parse(body) as { data: { url: string } }).data.url, "base64").toString()
        : receiver.url(name);
    return [`/etc/alertmanager/secrets/${secret}/url`, url] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Everything that promtool says, as the service account of Prometheus. */
async function askPromtool(place: ControllerPlace, args: readonly string[]): Promise<string> {
  const promtool: GuardedProcess = await startPodProcess(place, {
    kind: "statefulsets",
    namespace,
    name: "prometheus-monitoring-prometheus",
    container: "prometheus",
    program: join(place.bin, "promtool"),
    args,
  });
  await until("promtool has said everything", 120, async () => (promtool.hasEnded() ? true : undefined));
  return readFileSync(promtool.log, "utf8");
}
