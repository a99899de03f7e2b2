import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { anchorsOf } from "../docs/pages";
import { dev, prod } from "../literals";
import { at, central, valuesOf, watched, west } from "./environments";

const grafana = (literal: EnvironmentInput, path: string, region = west) =>
  at(valuesOf("kube-prometheus-stack", region, literal), `grafana.${path}`);

interface DataSource {
  readonly uid: string;
  readonly isDefault?: boolean;
  readonly url?: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

const dataSources = (literal: EnvironmentInput, region = west) =>
  grafana(literal, "additionalDataSources", region) as unknown as readonly DataSource[];

describe("Grafana", () => {
  it("asks CloudWatch of both regions by the role of its service account", () => {
    expect(dataSources(prod).map(({ uid, jsonData }) => [uid, jsonData])).toEqual([
      ["cloudwatch", { authType: "default", defaultRegion: west }],
      ["cloudwatch-peer", { authType: "default", defaultRegion: central }],
    ]);
    expect(grafana(prod, "serviceAccount.annotations")).toEqual({
      "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/acme-prod-euw1-grafana",
    });
  });

  it.each([
    [west, central],
    [central, west],
  ])("in %s asks the Prometheus of %s, as a user that is in no file", (region, other) => {
    const [peer] = dataSources(watched, region);
    expect(peer).toMatchObject({
      uid: "prometheus-peer",
      url: `https://prometheus.${other}.example.com/peer`,
      basicAuth: true,
      basicAuthUser: "$PEER_PROMETHEUS_USER",
      secureJsonData: { basicAuthPassword: "$PEER_PROMETHEUS_PASSWORD" },
    });
    expect(grafana(watched, "envValueFrom.PEER_PROMETHEUS_PASSWORD", region)).toEqual({
      secretKeyRef: { name: "peer-prometheus", key: "password" },
    });
  });

  it("has one default, the local Prometheus of the chart", () => {
    expect(dataSources(watched).filter(({ isDefault }) => isDefault === true)).toEqual([]);
    expect(grafana(prod, "sidecar.datasources.isDefaultDatasource")).toBeUndefined();
  });

  it("takes its user from a secret, and lets nobody else in without a provider", () => {
    expect(grafana(prod, "admin")).toEqual({
      existingSecret: "grafana",
      userKey: "admin-user",
      passwordKey: "admin-password",
    });
    expect(grafana(prod, "grafana ini.auth generic_oauth")).toBeUndefined();
    expect(grafana(prod, "envValueFrom")).toEqual({});
  });

  it("lets people in through a provider, whose secret is read by name", () => {
    expect(grafana(watched, "grafana ini.server.root_url", central)).toBe("https://grafana.eu-central-1.example.com");
    expect(grafana(watched, "grafana ini.auth generic_oauth")).toMatchObject({
      enabled: true,
      client_id: "grafana",
      role_attribute_path: "(contains(groups[*], 'platform') || contains(groups[*], 'on-call')) && 'Admin' || 'Viewer'",
      role_attribute_strict: true,
      use_pkce: true,
    });
    expect(grafana(watched, "grafana ini.auth generic_oauth.client_secret")).toBeUndefined();
    expect(grafana(watched, "envValueFrom.GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET")).toEqual({
      secretKeyRef: { name: "grafana", key: "oidc-client-secret" },
    });
  });

  it("keeps its cookie to TLS where it has a URL", () => {
    expect(grafana(watched, "grafana ini.security.cookie_secure")).toBe(true);
    expect(grafana(dev, "grafana ini.security.cookie_secure")).toBe(false);
  });

  it("rings for a Prometheus that answers nothing, through Alertmanager, with a link to what to do", () => {
    expect(grafana(prod, "alerting.contactpoints yaml.contactPoints")).toMatchObject([
      {
        name: "alertmanager",
        receivers: [
          { type: "prometheus-alertmanager", settings: { url: "http://monitoring-alertmanager.monitoring:9093" } },
        ],
      },
    ]);
    expect(grafana(prod, "alerting.policies yaml.policies")).toMatchObject([{ receiver: "alertmanager" }]);
    expect(grafana(watched, "alerting.rules yaml.groups")).toMatchObject([
      {
        rules: [
          {
            title: "PrometheusSilent",
            noDataState: "Alerting",
            execErrState: "Alerting",
            labels: { severity: "critical", cluster: "acme-prod-euw1", region: west },
            annotations: {
              runbook_url:
                "https://git.example.com/acme/platform/blob/main/docs/runbooks/monitoring.md#prometheus-answers-nothing",
            },
          },
        ],
      },
    ]);
    expect(anchorsOf("docs/runbooks/monitoring.md")).toContain("prometheus-answers-nothing");
  });

  // The chart hands both to Helm's tpl, which would take braces of an alert or a data source for its own.
  it("says nothing that Helm would fill in", () => {
    for (const path of ["alerting", "additionalDataSources", "grafana ini"])
      expect(JSON.stringify(grafana(watched, path))).not.toContain("{{");
  });
});
