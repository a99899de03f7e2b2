import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type AdmittingService, startAdmissionStandIn } from "./admission-stand-in";
import type { CertificateAuthority } from "./certificates";
import { startControlPlane } from "./control-plane";
import { startEgressProxy } from "./egress-proxy";
import { policyBindings } from "./eks-access";
import { listAccessEntries } from "./eks-api";
import type { GuardedProcess } from "./guarded-process";
import { KubernetesApi, type KubernetesObject } from "./kubernetes-api";
import { type Principal, startAuthenticator } from "./token-authenticator";

const run = promisify(execFile);

export interface ClusterOptions {
  /** See lab-folder.ts. */
  readonly lab: string;
  /** Of its own, for everything that it writes. */
  readonly folder: string;
  readonly name: string;
  readonly regionCode: string;
  readonly accountId: string;
  readonly serviceCidr: string;
  readonly podCidr: string;
  /** URL of the emulated EKS, which knows the cluster's access entries. */
  readonly eks: string;
  /** Who holds which access key. */
  readonly principals: Readonly<Record<string, Principal>>;
  readonly nodes: readonly object[];
  /** Services whose controllers do not run here, and whose admission must be answered all the same. */
  readonly admitting: readonly AdmittingService[];
}

/** The cluster of one region: a real API server, nodes that are none, tokens as EKS takes them, and no way out. */
export interface RunningCluster {
  readonly name: string;
  readonly endpoint: string;
  readonly ca: CertificateAuthority;
  /** The authority of its certificate, in base64. */
  readonly certificateAuthority: string;
  /** As an administrator who needs no token. */
  readonly api: KubernetesApi;
  /** As whoever holds a token. */
  readonly as: (token: string) => KubernetesApi;
  /** As the administrator in a namespace, with the output of both streams. */
  readonly kubectl: (
    namespace: string,
    args: readonly string[],
    input?: string,
  ) => Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Leads calls of a Service, `<namespace>/<name>`, to a port of loopback, in the place of whoever stood for it until then. */
  readonly serve: (service: string, port: number) => void;
  /** Services and addresses that the API server was not let through to. */
  readonly refusedCalls: readonly string[];
  /** What was admitted in the place of controllers. */
  readonly admitted: readonly string[];
  /** Why tokens were refused. */
  readonly refusedTokens: readonly string[];
  readonly processes: readonly GuardedProcess[];
  readonly stop: () => Promise<void>;
}

interface Service extends KubernetesObject {
  readonly spec: { readonly clusterIP?: string };
}

interface Node extends KubernetesObject {
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const readyTimeoutSec = 60;

/** Starts a cluster, and waits until its nodes are ready. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { lab, folder, name, regionCode, accountId, eks, principals } = options;
  const authenticator = await startAuthenticator({
    cluster: name,
    principals,
    listAccessEntries: () => listAccessEntries({ url: eks, accountId, regionCode }, name),
  });
  const controlPlane = await startControlPlane({
    bin: join(lab, "bin"),
    folder,
    serviceCidr: options.serviceCidr,
    apiServiceAddress: options.serviceCidr.replace(/\.0\/\d+$/, ".1"),
    podCidr: options.podCidr,
    authenticatorUrl: authenticator.url,
  }).catch((error) => {
    authenticator.close();
    throw error;
  });
  const { api, ca, endpoint } = controlPlane;
  const served = new Map<string, number>();
  // Nobody calls a webhook before there is one: what is made until here needs no way out.
  const proxy = await startEgressProxy(controlPlane.socketPath, async (host, port) => {
    const services = await api.list<Service>("/api/v1/services");
    const service = services.find(({ spec }) => spec.clusterIP === host);
    if (service === undefined) return { name: `${host}:${port}`, port: undefined };
    const serviceName = `${service.metadata.namespace}/${service.metadata.name}`;
    return { name: serviceName, port: served.get(serviceName) };
  });
  const admission = await startAdmissionStandIn(api, ca, options.admitting);
  for (const { service } of options.admitting) served.set(service, admission.port);
  const stop = async () => {
    await admission.close();
    proxy.close();
    authenticator.close();
    await controlPlane.stop();
  };
  try {
    await furnish(api, options.nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    name,
    endpoint,
    ca,
    certificateAuthority: ca.data,
    api,
    as: (token) => new KubernetesApi(endpoint, ca.certificate, { token }),
    kubectl: (namespace, args, input = "") => {
      const KUBECONFIG = controlPlane.kubeconfigFor(namespace);
      const variables = { ...process.env, KUBECONFIG, KUBECACHEDIR: join(folder, "kubectl") };
      const running = run(join(lab, "bin", "kubectl"), args, { env: variables, maxBuffer: 256 * 1024 * 1024 });
      running.child.stdin?.end(input);
      return running;
    },
    serve: (service, port) => {
      admission.leave(service);
      served.set(service, port);
    },
    refusedCalls: proxy.refusals,
    admitted: admission.admitted,
    refusedTokens: authenticator.refusals,
    processes: controlPlane.processes,
    stop,
  };
}

/** What a cluster of EKS has from its first day: nodes, and roles for access policies. */
async function furnish(api: KubernetesApi, nodes: readonly object[]): Promise<void> {
  for (const binding of policyBindings())
    await api.call("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", binding);
  await Promise.all(nodes.map((node) => api.call("POST", "/api/v1/nodes", node)));
  for (let waitedMs = 0; waitedMs < readyTimeoutSec * 1000; waitedMs += 500) {
    const registered = await api.list<Node>("/api/v1/nodes");
    const ready = registered.filter(({ status }) =>
      status.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True"),
    );
    if (ready.length === nodes.length) return;
    await sleep(500);
  }
  throw new Error(`not all of ${nodes.length} nodes were ready within ${readyTimeoutSec} s`);
}
