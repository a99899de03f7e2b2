import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createSecureContext, type SecureContext } from "node:tls";
import type { CertificateAuthority } from "./certificates";
import type { KubernetesApi, KubernetesObject } from "./kubernetes-api";

/** A Service that answers admission, for as long as its controller does not run here. */
export interface AdmittingService {
  /** `<namespace>/<name>` */
  readonly service: string;
  /**
   * The Secret of its namespace with the certificate that its webhook configuration trusts already.
   * @default - a certificate of the cluster's authority, which the configuration is told to trust, as its controller would do
   */
  readonly secret?: string;
}

export interface AdmissionStandIn {
  readonly port: number;
  /** What was admitted, as `<operation> <kind> <name>`. */
  readonly admitted: readonly string[];
  /** Leaves a Service, `<namespace>/<name>`, to its controller: its webhooks are told no more whom to trust. */
  readonly leave: (service: string) => void;
  readonly close: () => Promise<void>;
}

interface Webhook {
  readonly clientConfig: {
    readonly service?: { readonly namespace: string; readonly name: string };
    readonly caBundle?: string;
  };
}

interface WebhookConfiguration extends KubernetesObject {
  readonly webhooks?: readonly Webhook[];
}

interface AdmissionRequest {
  readonly uid: string;
  readonly operation: string;
  readonly kind: { readonly kind: string };
  readonly name: string;
}

const configurations = ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"].map(
  (name) => `/apis/admissionregistration.k8s.io/v1/${name}`,
);

/**
 * Answers admission in the place of controllers that do not run, and admits everything: what is proven with it is that calls find their way
 * and trust the certificate, not what the controller would have said.
 */
export async function startAdmissionStandIn(
  api: KubernetesApi,
  ca: CertificateAuthority,
  services: readonly AdmittingService[],
): Promise<AdmissionStandIn> {
  const admitted: string[] = [];
  const own = services.filter(({ secret }) => secret === undefined).map(({ service }) => service);
  const injected = new Set(own);
  const issued = await ca.issue("admission", {
    commonName: "admission",
    subjectAltNames: own.map((service) => `DNS:${hostOf(service)}`),
  });
  const certificate = { cert: readFileSync(issued.certificate), key: readFileSync(issued.key) };
  const server = createServer(
    {
      // Every certificate by the name that is called: one of another kind of key, given beside it, would be shown in place of it.
      SNICallback: (host, done) => {
        const secret = services.find((one) => hostOf(one.service) === host && one.secret !== undefined);
        if (secret === undefined) done(null, createSecureContext(certificate));
        else contextOf(api, secret).then((context) => done(null, context), done);
      },
    },
    async (request, response) => {
      const { request: asked } = JSON.parse(await text(request)) as { request: AdmissionRequest };
      admitted.push(`${asked.operation} ${asked.kind.kind} ${asked.name}`);
      const answer = { uid: asked.uid, allowed: true };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response: answer }));
    },
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const stopped = new AbortController();
  const injecting = keepInjecting(api, ca.data, injected, stopped.signal);
  return {
    port: (server.address() as AddressInfo).port,
    admitted,
    leave: (service) => void injected.delete(service),
    close: async () => {
      stopped.abort();
      server.closeAllConnections();
      server.close();
      await injecting;
    },
  };
}

/** How a Service is called by the API server. */
function hostOf(service: string): string {
  const [namespace, name] = service.split("/");
  return `${name}.${namespace}.svc`;
}

async function contextOf(api: KubernetesApi, { service, secret }: AdmittingService): Promise<SecureContext> {
  const [namespace] = service.split("/");
  const { data } = await api.call<{ data: Record<string, string> }>(
    "GET",
    `/api/v1/namespaces/${namespace}/secrets/${secret}`,
  );
  const part = (name: string) => Buffer.from(data[name] ?? "", "base64");
  return createSecureContext({ cert: part("tls.crt"), key: part("tls.key") });
}

/** Tells webhook configurations whom to trust, those that come later too, until it is stopped. */
async function keepInjecting(
  api: KubernetesApi,
  caBundle: string,
  services: ReadonlySet<string>,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    // A configuration that is gone meanwhile, or an API server that ends, are no reason to stop anything.
    await trustAuthority(api, caBundle, services).catch(() => {});
    await sleep(250, undefined, { signal: stopped }).catch(() => {});
  }
}

/** Tells the webhook configurations of some Services to trust an authority. */
export async function trustAuthority(
  api: KubernetesApi,
  caBundle: string,
  services: ReadonlySet<string>,
): Promise<void> {
  for (const path of configurations) {
    for (const { metadata, webhooks = [] } of await api.list<WebhookConfiguration>(path)) {
      const patch = webhooks.flatMap(({ clientConfig: { service, caBundle: trusted } }, index) =>
        service !== undefined && services.has(`${service.namespace}/${service.name}`) && trusted !== caBundle
          ? [{ op: "add", path: `/webhooks/${index}/clientConfig/caBundle`, value: caBundle }]
          : [],
      );
      if (patch.length > 0) await api.call("PATCH", `${path}/${metadata.name}`, patch, "application/json-patch+json");
    }
  }
}
