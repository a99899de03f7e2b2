import { prometheusUrl } from "../entry/prometheus-entry";
import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { grafanaAlerting } from "./grafana-alerting";
import type { Placement } from "./monitoring-nodes";
import { peerSecret } from "./secrets";

/** Data sources by uids that dashboards and rules name; the chart adds `prometheus`, the local one, and `alertmanager`. */
export const dataSourceUids = {
  peer: "prometheus-peer",
  cloudWatch: "cloudwatch",
  peerCloudWatch: "cloudwatch-peer",
} as const;

/** What Grafana looks at, who gets in, and what it watches itself. */
export function grafanaValues(environment: Environment, region: Region, placement: Placement): PlainValues {
  const { grafana, peerPrometheus } = environment.monitoring;
  const url = grafana.url?.replaceAll("{region}", region.code);
  const { oidc } = grafana;
  return {
    ...placement,
    serviceAccount: serviceAccountValues(environment, region, "grafana"),
    additionalDataSources: dataSources(environment, region),
    alerting: grafanaAlerting(environment, region),
    "grafana.ini": {
      ...(url === undefined ? {} : { server: { root_url: url } }),
      // Without a URL it is reached by a port-forward, over plain HTTP.
      ...(url === undefined ? { security: { cookie_secure: false } } : {}),
      ...(oidc === undefined
        ? {}
        : {
            "auth.generic_oauth": {
              enabled: true,
              name: oidc.name,
              client_id: oidc.clientId,
              scopes: "openid profile email groups",
              auth_url: oidc.authUrl,
              token_url: oidc.tokenUrl,
              api_url: oidc.userInfoUrl,
              use_pkce: true,
              allow_sign_up: true,
              role_attribute_path: `(${oidc.adminGroups.map((group) => `contains(groups[*], '${group}')`).join(" || ")}) && 'Admin' || 'Viewer'`,
              role_attribute_strict: true,
            },
          }),
    },
    envValueFrom: {
      ...(oidc === undefined
        ? {}
        : { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { secretKeyRef: { name: "grafana", key: "oidc-client-secret" } } }),
      ...(peerPrometheus === undefined
        ? {}
        : {
            PEER_PROMETHEUS_USER: { secretKeyRef: { name: peerSecret, key: "username" } },
            PEER_PROMETHEUS_PASSWORD: { secretKeyRef: { name: peerSecret, key: "password" } },
          }),
    },
  };
}

/** https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources */
function dataSources(environment: Environment, region: Region): readonly PlainValues[] {
  const other = getOtherRegion(environment, region.code);
  const peerUrl = prometheusUrl(environment, other);
  return [
    ...(peerUrl === undefined
      ? []
      : [
          {
            name: `Prometheus of ${other.code}`,
            uid: dataSourceUids.peer,
            type: "prometheus",
            access: "proxy",
            url: peerUrl,
            basicAuth: true,
            // Grafana reads them from its environment: nothing secret is in the values.
            basicAuthUser: "$PEER_PROMETHEUS_USER",
            secureJsonData: { basicAuthPassword: "$PEER_PROMETHEUS_PASSWORD" },
            jsonData: { httpMethod: "POST", timeInterval: "30s" },
          },
        ]),
    ...(
      [
        [region, dataSourceUids.cloudWatch],
        [other, dataSourceUids.peerCloudWatch],
      ] as const
    ).map(([{ code }, uid]) => ({
      name: `CloudWatch of ${code}`,
      uid,
      type: "cloudwatch",
      access: "proxy",
      // By the role of its service account.
      jsonData: { authType: "default", defaultRegion: code },
    })),
  ];
}
