import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { freePorts } from "../free-ports";
import { type Controller, type ControllerPlace, openGate, roleVariables, startController } from "./controller";
import { until } from "./until";

export const externalSecrets = "external-secrets";

export interface ExternalSecret extends KubernetesObject {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message?: string;
    }[];
  };
}

export const externalSecretsPath = "/apis/external-secrets.io/v1/externalsecrets";

/** Starts all three programs of the chart; the webhook once the first one has made its certificate, as a pod waits for its Secret. */
export async function startExternalSecrets(place: ControllerPlace): Promise<readonly Controller[]> {
  const { cluster } = place;
  const [port = 0, ...rest] = await freePorts(7);
  const loopback = (index: number) => `127.0.0.1:${rest[index]}`;
  const common = { kind: "deployments", namespace: externalSecrets, program: externalSecrets } as const;
  // The webhooks trust what the certificate controller tells them from here on.
  cluster.serve("external-secrets/external-secrets-webhook", port);
  const certificates = await startController(place, {
    ...common,
    name: "external-secrets-cert-controller",
    flags: { "metrics-addr": loopback(0), "healthz-addr": loopback(1) },
  });
  const secret = await until(
    "the certificate controller has made a certificate",
    60,
    async () => {
      const { data } = await cluster.api.call<{ data?: Readonly<Record<string, string>> }>(
        "GET",
        "/api/v1/namespaces/external-secrets/secrets/external-secrets-webhook",
      );
      return data?.["tls.key"] === undefined ? undefined : data;
    },
    [certificates.process],
  );
  const folder = join(place.folder, "external-secrets-webhook");
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(secret))
    writeFileSync(join(folder, name), Buffer.from(content, "base64"));
  const webhook = await startController(place, {
    ...common,
    name: "external-secrets-webhook",
    flags: { port: String(port), "cert-dir": folder, "metrics-addr": loopback(2), "healthz-addr": loopback(3) },
  });
  const gate = await openGate(place, externalSecrets);
  const controller = await startController(
    place,
    {
      ...common,
      name: externalSecrets,
      flags: { "metrics-addr": loopback(4), "live-addr": loopback(5) },
      // It knows its endpoints by these alone.
      variables: {
        ...roleVariables(gate, place.region),
        AWS_SECRETSMANAGER_ENDPOINT: gate.url,
        AWS_SSM_ENDPOINT: gate.url,
        AWS_STS_ENDPOINT: gate.url,
      },
    },
    gate,
  );
  const ready = async () => ((await fetch(`http://${loopback(3)}/readyz`)).ok ? true : undefined);
  await until("the webhook of external-secrets is ready", 60, ready, [webhook.process]);
  return [certificates, webhook, controller];
}

/** Whether a secret has come, and if not, why; undefined while nobody has said. */
export function outcomeOf({ status }: ExternalSecret): string | undefined {
  const condition = status?.conditions?.find(({ type }) => type === "Ready");
  if (condition === undefined) return undefined;
  return condition.status === "True" ? "synced" : `${condition.reason}: ${condition.message}`;
}

/** An ExternalSecret that asks for one name of a store. */
export function askingFor(name: string, store: string, key: string): object {
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name },
    spec: {
      refreshInterval: "1h",
      secretStoreRef: { kind: "ClusterSecretStore", name: store },
      target: { name },
      data: [{ secretKey: "value", remoteRef: { key } }],
    },
  };
}
