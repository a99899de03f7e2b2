import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse, stringify } from "yaml";
import { freePorts } from "../free-ports";
import { type Controller, type ControllerPlace, startController } from "./controller";
import { type GeneratedConfiguration, namespace, type PrometheusConfiguration } from "./prometheus-operator";

/** Of Debian, since the Go registry's has no web pages and does not build. */
export const alertmanagerProgram = "/usr/bin/prometheus-alertmanager";

/** What an Alertmanager sends. */
export interface Notification {
  readonly receiver: string;
  readonly status: string;
  readonly alerts: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

/** Webhooks of loopback, where alerts arrive. */
export interface Receiver {
  readonly url: (name: string) => string;
  /** What came, by the name of the webhook. */
  readonly received: ReadonlyMap<string, readonly Notification[]>;
  readonly close: () => void;
}

export async function startReceiver(): Promise<Receiver> {
  const received = new Map<string, Notification[]>();
  const server = createServer(async (request, response) => {
    const name = (request.url ?? "").slice(1);
    received.set(name, [...(received.get(name) ?? []), JSON.parse(await text(request)) as Notification]);
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page of metrics. */
export async function startMetrics(page: string): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((_, response) => response.setHeader("content-type", "text/plain").end(page));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

/**
 * Alertmanager with the generated configuration. Debian's 0.25 knows no `url_file` of a webhook, so it is given what newer ones read there; and
 * it is alone, as the names of its peers are the cluster's.
 */
export async function startAlertmanager(
  place: ControllerPlace,
  { folder, alertmanager }: GeneratedConfiguration,
  urlOf: (file: string) => string,
): Promise<{ readonly controller: Controller; readonly port: number }> {
  const receivers = alertmanager.receivers.map(({ webhook_configs: webhooks, ...receiver }) => ({
    ...receiver,
    ...(webhooks && { webhook_configs: webhooks.map(({ url_file, ...rest }) => ({ ...rest, url: urlOf(url_file) })) }),
  }));
  const file = join(folder, "alertmanager.yaml");
  writeFileSync(file, stringify({ ...alertmanager, receivers }));
  const [port = 0] = await freePorts(1);
  const controller = await startController(place, {
    kind: "statefulsets",
    namespace,
    name: "alertmanager-monitoring-alertmanager",
    container: "alertmanager",
    program: alertmanagerProgram,
    flags: {
      "config.file": file,
      "storage.path": join(folder, "alertmanager"),
      "web.listen-address": `127.0.0.1:${port}`,
      "web.config.file": null,
      "cluster.listen-address": "",
      "cluster.peer": null,
      "cluster.peer-name": null,
      "cluster.label": null,
    },
  });
  return { controller, port };
}

/**
 * Prometheus with the generated rules and labels, and none of the generated targets: their addresses are of pods that are nowhere. It scrapes
 * one page of metrics on loopback, and no alert waits: how long each does is proven by the tests of rules.
 */
export async function startPrometheus(
  place: ControllerPlace,
  { folder, prometheus }: GeneratedConfiguration,
  ports: { readonly alertmanager: number; readonly metrics: number },
): Promise<{ readonly controller: Controller; readonly port: number }> {
  const configuration = parse(readFileSync(prometheus, "utf8")) as PrometheusConfiguration;
  const hasty = join(folder, "hasty-rules");
  mkdirSync(hasty, { recursive: true });
  for (const path of readdirSync(join(folder, "rules"), { recursive: true, encoding: "utf8" }))
    if (path.endsWith(".yaml"))
      writeFileSync(join(hasty, basename(path)), withoutPatience(readFileSync(join(folder, "rules", path), "utf8")));
  const file = join(folder, "loopback.yaml");
  const [{ path_prefix = "/", api_version = "v2" } = {}] = configuration.alerting.alertmanagers;
  const alertmanagers = [
    { path_prefix, api_version, static_configs: [{ targets: [`127.0.0.1:${ports.alertmanager}`] }] },
  ];
  writeFileSync(
    file,
    stringify({
      global: { ...configuration.global, scrape_interval: "2s", scrape_timeout: "2s", evaluation_interval: "2s" },
      rule_files: [join(hasty, "*.yaml")],
      alerting: { ...configuration.alerting, alertmanagers },
      scrape_configs: [{ job_name: "made", static_configs: [{ targets: [`127.0.0.1:${ports.metrics}`] }] }],
    }),
  );
  const [port = 0] = await freePorts(1);
  const controller = await startController(place, {
    kind: "statefulsets",
    namespace,
    name: "prometheus-monitoring-prometheus",
    container: "prometheus",
    program: "prometheus",
    flags: {
      "config.file": file,
      "storage.tsdb.path": join(folder, "data"),
      "web.listen-address": `127.0.0.1:${port}`,
      "web.config.file": null,
    },
  });
  return { controller, port };
}

function withoutPatience(rules: string): string {
  const { groups } = parse(rules) as {
    groups: readonly { readonly rules: readonly { readonly for?: string }[]; readonly interval?: string }[];
  };
  return stringify({
    groups: groups.map(({ interval: _, rules: own, ...group }) => ({
      ...group,
      rules: own.map(({ for: __, ...rule }) => rule),
    })),
  });
}
