import { prometheusEntry, prometheusHost, prometheusUrl } from "../entry/prometheus-entry";
import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { planRegionAddresses } from "../network/network-plan";
import { regionNames, secretPath } from "../stack/names";
import type { Placement } from "./monitoring-nodes";
import { probesOf } from "./probes";
import { grafanaSecret, peerSecret, urlSecretsOf } from "./secrets";

/** Secrets to bring into the cluster, whom to ask, and which rules go with what there is. */
export function monitoringResourcesValues(environment: Environment, region: Region, placement: Placement): PlainValues {
  const { peerPrometheus, grafana, runbooks, releases } = environment.monitoring;
  const hasCloudWatch = releases["cloudwatch-exporter"].enabled;
  const other = getOtherRegion(environment, region.code);
  const peerUrl = prometheusUrl(environment, other);
  const ownHost = prometheusHost(environment, region);
  const probes = probesOf(environment);
  const path = (name: string) => `${secretPath(environment)}/platform/${name}`;
  return {
    runbooks: runbooks === undefined ? "" : `${runbooks}/`,
    region: region.code,
    rules: {
      autoscaler: environment.platform.releases["cluster-autoscaler"].enabled,
      database: environment.database !== undefined && hasCloudWatch,
      entry: hasCloudWatch,
      peer: peerPrometheus !== undefined,
      probes: probes.length > 0,
    },
    secrets: [
      {
        name: grafanaSecret,
        path: path(grafanaSecret),
        keys: ["admin-user", "admin-password", ...(grafana.oidc === undefined ? [] : ["oidc-client-secret"])],
      },
      ...(peerPrometheus === undefined
        ? []
        : [{ name: peerSecret, path: path(peerSecret), keys: ["username", "password"] }]),
    ],
    urlSecrets: urlSecretsOf(environment.monitoring).map((name) => ({ name, path: path(name) })),
    ...(peerUrl === undefined ? {} : { peer: { ...locate(peerUrl), region: other.code, secretName: peerSecret } }),
    ...(ownHost === undefined ? {} : { answer: answerValues(environment, region, ownHost, placement) }),
    probes: probes.map(({ name, url, module }) => ({ name, url, module })),
  };
}

/** Who answers the other region: behind the load balancer of the entry stack, which only pods of this VPC's private subnets are reached through. */
function answerValues(environment: Environment, region: Region, host: string, placement: Placement): PlainValues {
  return {
    host,
    port: prometheusEntry.targetPort,
    targetGroup: regionNames(environment, region).prometheusEntry,
    callers: planRegionAddresses(region).subnets.private,
    issuer: "acme-production",
    secretName: peerSecret,
    ...placement,
  };
}

/** Where its federation is: a target has no path of its own. */
function locate(url: string): { readonly host: string; readonly path: string } {
  const { host, pathname } = new URL(url);
  return { host, path: `${pathname.replace(/\/$/, "")}/federate` };
}
