import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { secretPath } from "../stack/names";
import { grafanaSecret, peerSecret } from "./secrets";

/** Secrets to bring into the cluster, whom to ask, and which rules go with what there is. */
export function monitoringResourcesValues(environment: Environment, region: Region): PlainValues {
  const { heartbeat, receivers, peerPrometheus, probes, grafana, runbooks } = environment.monitoring;
  const other = getOtherRegion(environment, region.code);
  const path = (name: string) => `${secretPath(environment)}/platform/${name}`;
  const urlSecrets = new Set([
    ...Object.values(receivers).map(({ urlSecret }) => urlSecret),
    ...(heartbeat === undefined ? [] : [heartbeat.urlSecret]),
  ]);
  return {
    runbooks: runbooks === undefined ? "" : `${runbooks}/`,
    region: region.code,
    rules: {
      database: environment.database !== undefined,
      peer: peerPrometheus !== undefined,
      probes: Object.keys(probes).length > 0,
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
    urlSecrets: [...urlSecrets].map((name) => ({ name, path: path(name) })),
    ...(peerPrometheus === undefined
      ? {}
      : {
          peer: {
            ...locate(peerPrometheus.url.replaceAll("{region}", other.code)),
            region: other.code,
            secretName: peerSecret,
          },
        }),
    probes: Object.entries(probes).map(([name, { url }]) => ({ name, url })),
  };
}

/** Where its federation is: a target has no path of its own. */
function locate(url: string): { readonly host: string; readonly path: string } {
  const { host, pathname } = new URL(url);
  return { host, path: `${pathname.replace(/\/$/, "")}/federate` };
}
