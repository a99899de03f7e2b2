import { parse } from "yaml";
import type { EnvironmentInput } from "../../src/environment/environment";
import { readHelmFiles } from "../../src/helm/helm-files";
import { isMap, type PlainValue, type PlainValues } from "../../src/helm/plain-values";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { parsed, prod } from "../literals";

export const west = "eu-west-1";
export const central = "eu-central-1";

const files = readHelmFiles(`${__dirname}/../..`);

/** Prod with everything that monitoring can have. */
export const watched: EnvironmentInput = {
  ...prod,
  monitoring: {
    retentionDays: 30,
    storageGiB: 200,
    prometheus: { memoryMiB: 8192, cpuMillis: 1000 },
    grafana: {
      url: "https://grafana.{region}.example.com",
      oidc: {
        name: "Example",
        clientId: "grafana",
        authUrl: "https://id.example.com/authorize",
        tokenUrl: "https://id.example.com/token",
        userInfoUrl: "https://id.example.com/userinfo",
        adminGroups: ["platform", "on-call"],
      },
    },
    receivers: { pager: { urlSecret: "pager-url" } },
    routes: { critical: ["alarms", "pager"], warning: ["alarms"] },
    heartbeat: { urlSecret: "heartbeat-url" },
    peerPrometheus: { url: "https://prometheus.{region}.example.com/peer" },
    probes: { shop: { url: "https://shop.example.com/healthz" } },
    runbooks: "https://git.example.com/acme/platform/blob/main",
  },
};

/** The stack of monitoring in a region. */
export function monitoringIn(region: string, literal: EnvironmentInput) {
  const plan = planMonitoringStacks(parsed(literal), files).find((stack) => stack.region.code === region);
  if (plan === undefined) throw new Error(`${literal.name} has no monitoring in ${region}`);
  return plan;
}

/** What a release in a region is given. */
export function valuesOf(release: string, region: string, literal: EnvironmentInput): PlainValues {
  const found = monitoringIn(region, literal).releases.find(({ name }) => name === release);
  if (found === undefined) throw new Error(`no release ${release} in ${region}`);
  return parse(found.values);
}

/** The value at a path, such as `prometheus.prometheusSpec.retention`; a dot within a key is written as a space. */
export function at(values: PlainValues, path: string): PlainValue | undefined {
  return path
    .split(".")
    .map((step) => step.replaceAll(" ", "."))
    .reduce<PlainValue | undefined>((value, step) => (isMap(value) ? value[step] : undefined), values);
}
