import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GuardedProcess, startGuarded } from "../cloud/guarded-process";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { freePorts } from "../free-ports";
import { type Controller, type ControllerPlace, startController } from "./controller";
import { until } from "./until";

export const certManager = "cert-manager";

/** Programs by the name of the Deployment that each is of. */
export const certManagerPrograms = {
  "cert-manager": "cert-manager-controller",
  "cert-manager-webhook": "cert-manager-webhook",
  "cert-manager-cainjector": "cert-manager-cainjector",
} as const;

interface Issuer extends KubernetesObject {
  readonly spec: { readonly acme?: { readonly server: string } };
}

export interface Certificate extends KubernetesObject {
  readonly spec: { readonly secretName: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Starts an authority that speaks ACME, which asks our name server alone. https://github.com/letsencrypt/pebble */
export async function startPebble(
  { cluster, folder, bin, outbound }: ControllerPlace,
  dnsPort: number,
): Promise<{ readonly process: GuardedProcess; readonly directory: string }> {
  const place = join(folder, "pebble");
  mkdirSync(place, { recursive: true });
  const [port = 0, management = 0, http = 0, tls = 0] = await freePorts(4);
  const { certificate, key } = await cluster.ca.issue("pebble", {
    commonName: "pebble",
    subjectAltNames: ["IP:127.0.0.1", "DNS:localhost"],
  });
  const configuration = {
    pebble: {
      listenAddress: `127.0.0.1:${port}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate,
      privateKey: key,
      httpPort: http,
      tlsPort: tls,
      ocspResponderURL: "",
      externalAccountBindingRequired: false,
    },
  };
  writeFileSync(join(place, "pebble.json"), JSON.stringify(configuration));
  const process = startGuarded(
    join(bin, "pebble"),
    ["-config", join(place, "pebble.json"), "-dnsserver", `127.0.0.1:${dnsPort}`, "-strict=false"],
    {
      folder: place,
      log: join(place, "log"),
      variables: { PEBBLE_VA_NOSLEEP: "1", HTTPS_PROXY: outbound, HTTP_PROXY: outbound, NO_PROXY: "127.0.0.1" },
    },
  );
  return { process, directory: `https://127.0.0.1:${port}/dir` };
}

/** Turns every issuer of ACME to another server, before anybody asks theirs: the rest of each stays as it is. */
export async function redirectIssuers({ cluster }: ControllerPlace, directory: string): Promise<readonly string[]> {
  const path = "/apis/cert-manager.io/v1/clusterissuers";
  const issuers = await cluster.api.list<Issuer>(path);
  const redirected = issuers.filter(({ spec }) => spec.acme !== undefined).map(({ metadata }) => metadata.name);
  const acme = { server: directory, caBundle: cluster.ca.data };
  for (const name of redirected)
    await cluster.api.call("PATCH", `${path}/${name}`, { spec: { acme } }, "application/merge-patch+json");
  return redirected;
}

/** Starts all three programs of the chart. The webhook makes its certificate itself, and the injector tells the API server to trust it. */
export async function startCertManager(place: ControllerPlace, dnsPort: number): Promise<readonly Controller[]> {
  const { cluster } = place;
  const [port = 0, health = 0, ...rest] = await freePorts(6);
  const metrics = (index: number) => ({ "metrics-listen-address": `127.0.0.1:${rest[index]}` });
  const start = (
    name: keyof typeof certManagerPrograms,
    flags: Readonly<Record<string, string>>,
    identity?: "cert-manager",
  ) =>
    startController(place, {
      kind: "deployments",
      namespace: certManager,
      name,
      program: certManagerPrograms[name],
      flags,
      ...(identity && { identity }),
    });
  const webhook = await start("cert-manager-webhook", {
    "secure-port": String(port),
    "healthz-port": String(health),
    ...metrics(0),
  });
  cluster.serve("cert-manager/cert-manager-webhook", port);
  const injector = await start("cert-manager-cainjector", metrics(1));
  const healthy = async () => ((await fetch(`http://127.0.0.1:${health}/healthz`)).ok ? true : undefined);
  await until("the webhook of cert-manager is healthy", 60, healthy, [webhook.process]);
  const controller = await start(
    "cert-manager",
    {
      ...metrics(2),
      "internal-healthz-listen-address": `127.0.0.1:${rest[3]}`,
      // Nobody outside is asked whether a record is there.
      "dns01-recursive-nameservers": `127.0.0.1:${dnsPort}`,
      "dns01-recursive-nameservers-only": "true",
    },
    "cert-manager",
  );
  return [webhook, injector, controller];
}

export async function isReady(
  { cluster }: ControllerPlace,
  namespace: string,
  name: string,
): Promise<true | undefined> {
  const { status } = await cluster.api.call<Certificate>(
    "GET",
    `/apis/cert-manager.io/v1/namespaces/${namespace}/certificates/${name}`,
  );
  return status?.conditions?.some((one) => one.type === "Ready" && one.status === "True") === true ? true : undefined;
}
