import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { peerSecret } from "../../../src/monitoring/secrets";
import { answers } from "../../../src/process/ports";
import { trustAuthority } from "../cloud/admission-stand-in";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { freePorts } from "../free-ports";
import { type Controller, type ControllerPlace, startController } from "./controller";
import { until } from "./until";

export const prometheusOperator = "prometheus-operator";
export const namespace = "monitoring";

/** What the operator makes of the objects, as files on this machine. */
export interface GeneratedConfiguration {
  readonly folder: string;
  /** Of Prometheus, with what a config reloader fills in. */
  readonly prometheus: string;
  readonly alertmanager: AlertmanagerConfiguration;
}

/** The parts of Prometheus' configuration that are looked at. */
export interface PrometheusConfiguration {
  readonly global: { readonly external_labels: Readonly<Record<string, string>> };
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly { readonly job_name: string }[];
  readonly alerting: {
    readonly alertmanagers: readonly { readonly path_prefix?: string; readonly api_version?: string }[];
  };
}

export interface AlertmanagerConfiguration {
  readonly receivers: readonly {
    readonly name: string;
    readonly webhook_configs?: readonly { readonly url_file: string }[];
  }[];
}

interface Data extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Starts the operator, which answers its admission from then on. The Job of its chart that makes the certificate of its webhook, and tells the
 * API server to trust it, runs nowhere here; what it does is done in its place.
 */
export async function startPrometheusOperator(place: ControllerPlace): Promise<Controller> {
  const { cluster } = place;
  const service = `${namespace}/monitoring-operator`;
  const [port = 0] = await freePorts(1);
  const { certificate, key } = await cluster.ca.issue(prometheusOperator, {
    commonName: prometheusOperator,
    subjectAltNames: [`DNS:monitoring-operator.${namespace}.svc`],
  });
  await trustAuthority(cluster.api, cluster.ca.data, new Set([service]));
  await provideSecret(place, "monitoring-admission", {
    ca: readFileSync(cluster.ca.certificate, "utf8"),
    cert: readFileSync(certificate, "utf8"),
    key: readFileSync(key, "utf8"),
  });
  // What External Secrets brings, if it runs: without it the operator leaves out who needs it.
  await provideSecret(place, peerSecret, { username: "nobody", password: "of nobody" });
  const operator = await startController(place, {
    kind: "deployments",
    namespace,
    name: "monitoring-operator",
    program: prometheusOperator,
    flags: { "web.listen-address": `127.0.0.1:${port}`, "web.cert-file": certificate, "web.key-file": key },
  });
  const serves = async () => ((await answers(port)) ? true : undefined);
  await until("the operator answers its admission", 60, serves, [operator.process]);
  cluster.serve(service, port);
  return operator;
}

/** Makes a Secret that is not there yet. */
async function provideSecret({ cluster }: ControllerPlace, name: string, stringData: object): Promise<void> {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name }, stringData };
  const { status, body } = await cluster.api.send("POST", `/api/v1/namespaces/${namespace}/secrets`, secret);
  if (status !== 201 && status !== 409) throw new Error(body);
}

/** Waits until the operator has made configurations of the objects, and puts them where their programs can read them. */
export async function readGenerated(
  place: ControllerPlace,
  { process }: Controller,
  rules: number,
): Promise<GeneratedConfiguration> {
  const core = `/api/v1/namespaces/${namespace}`;
  const dataOf = async (path: string) => (await place.cluster.api.call<Data>("GET", `${core}/${path}`)).data ?? {};
  const unpacked = async (secret: string, key: string) => {
    const packed = (await dataOf(`secrets/${secret}`))[key];
    return packed === undefined ? undefined : gunzipSync(Buffer.from(packed, "base64")).toString();
  };
  const folder = join(place.folder, "generated");
  for (const name of ["rules", "certs"]) mkdirSync(join(folder, name), { recursive: true });

  // It comes last: its container starts with everything else.
  await until(
    "the operator has made Prometheus and Alertmanager",
    120,
    () =>
      Promise.all(
        ["prometheus", "alertmanager"].map((kind) =>
          place.cluster.api.call(
            "GET",
            `/apis/apps/v1/namespaces/${namespace}/statefulsets/${kind}-monitoring-${kind}`,
          ),
        ),
      ),
    [process],
  );
  const ruleFiles = await until(
    `the operator has taken ${rules} rules`,
    60,
    async () => {
      const maps = await place.cluster.api.list<Data>(`${core}/configmaps`);
      const found = maps
        .filter(({ metadata }) => metadata.name.startsWith("prometheus-monitoring-prometheus-rulefiles-"))
        .flatMap(({ metadata, data = {} }) =>
          Object.entries(data).map(([name, text]) => [join(metadata.name, name), text] as const),
        );
      return found.length === rules ? found : undefined;
    },
    [process],
  );
  for (const [name, text] of ruleFiles) {
    mkdirSync(dirname(join(folder, "rules", name)), { recursive: true });
    writeFileSync(join(folder, "rules", name), text);
  }
  for (const [name, content] of Object.entries(await dataOf("secrets/prometheus-monitoring-prometheus-tls-assets-0")))
    writeFileSync(join(folder, "certs", name), Buffer.from(content, "base64"));
  const text = await until("the operator has written Prometheus' configuration", 60, () =>
    unpacked("prometheus-monitoring-prometheus", "prometheus.yaml.gz"),
  );
  const prometheus = join(folder, "prometheus.yaml");
  writeFileSync(
    prometheus,
    text
      .replaceAll("$(SHARD)", "0")
      .replaceAll("$(POD_NAME)", "prometheus-monitoring-prometheus-0")
      .replaceAll("/etc/prometheus/", join(folder, "/")),
  );
  const alertmanager = await until("the operator has written Alertmanager's configuration", 60, () =>
    unpacked("alertmanager-monitoring-alertmanager-generated", "alertmanager.yaml.gz"),
  );
  return { folder, prometheus, alertmanager: parse(alertmanager) as AlertmanagerConfiguration };
}
