import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type GuardedProcess, startGuarded } from "../cloud/guarded-process";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import type { RunningCluster } from "../cloud/running-cluster";
import { type Container, commandOf, type Flags } from "./container-command";

/** What a process stands in for: a container of a Deployment or StatefulSet that is applied. */
export interface PodProcessRequest {
  readonly kind: "deployments" | "statefulsets";
  readonly namespace: string;
  readonly name: string;
  /** @default - the first one */
  readonly container?: string;
  /** Path of the program. */
  readonly program: string;
  /** What a process on this machine needs otherwise, in the place of what stands in the object. @default {} */
  readonly flags?: Flags;
  /** In the place of the container's own, for a program that asks something as its service account. @default - the container's */
  readonly args?: readonly string[];
  /** What a pod gets beside what its object says. @default {} */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Where processes run. */
export interface PodProcessPlace {
  readonly cluster: RunningCluster;
  /** For logs and tokens. */
  readonly folder: string;
  /** See outbound-proxy.ts. */
  readonly outbound: string;
}

interface Workload extends KubernetesObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly spec: { readonly serviceAccountName?: string; readonly containers: readonly Container[] };
    };
  };
}

/**
 * A mount namespace of its own, in which the service account is where a pod has it, and the resolver is one that knows no name. The program
 * takes the place of the shell.
 */
const asPod = `
account=$1 resolver=$2
shift 2
mount --bind "$resolver" /etc/resolv.conf
run=$(readlink -f /var/run)
mount -t tmpfs tmpfs "$run"
mkdir -p "$run/secrets/kubernetes.io/serviceaccount"
mount --bind "$account" "$run/secrets/kubernetes.io/serviceaccount"
exec "$@"
`;

/**
 * Runs a container of an applied object as a process, as the object's own service account and with the object's own arguments: to the program
 * this machine is the pod. It reaches loopback, and knows of no way out but one that is closed.
 */
export async function startPodProcess(
  { cluster, folder, outbound }: PodProcessPlace,
  { kind, namespace, name, container: wanted, program, flags = {}, args, variables = {} }: PodProcessRequest,
): Promise<GuardedProcess> {
  const { api } = cluster;
  const { spec } = await api.call<Workload>("GET", `/apis/apps/v1/namespaces/${namespace}/${kind}/${name}`);
  const { serviceAccountName = "default", containers } = spec.template.spec;
  const container = containers.find((one) => wanted === undefined || one.name === wanted);
  if (container === undefined) throw new Error(`${namespace}/${name} has no container ${wanted}`);
  const place = mkdtempSync(join(folder, `${name}-`));
  const account = join(place, "account");
  mkdirSync(account, { recursive: true });
  const { status } = await api.call<{ status: { token: string } }>(
    "POST",
    `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccountName}/token`,
    { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 3600 } },
  );
  writeFileSync(join(account, "token"), status.token);
  writeFileSync(join(account, "ca.crt"), readFileSync(cluster.ca.certificate));
  writeFileSync(join(account, "namespace"), namespace);
  const resolver = join(place, "resolv.conf");
  writeFileSync(resolver, "nameserver 127.0.0.1\noptions attempts:1 timeout:1\n");
  const fields = {
    "metadata.namespace": namespace,
    "metadata.name": await podOf(cluster, namespace, spec.selector.matchLabels),
    "spec.serviceAccountName": serviceAccountName,
    "spec.nodeName": "",
    "status.podIP": "127.0.0.1",
  };
  const command = commandOf(container, fields, flags);
  const { hostname, port } = new URL(cluster.endpoint);
  // Who is not root has mount namespaces as root of a user namespace.
  const rights = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  return startGuarded(
    "unshare",
    ["--mount", ...rights, "sh", "-euc", asPod, "pod", account, resolver, program, ...(args ?? command.args)],
    {
      folder: place,
      log: join(place, "log"),
      name: basename(program),
      variables: {
        PATH: process.env["PATH"] ?? "",
        HOME: place,
        KUBERNETES_SERVICE_HOST: hostname,
        KUBERNETES_SERVICE_PORT: port,
        HTTP_PROXY: outbound,
        HTTPS_PROXY: outbound,
        NO_PROXY: "127.0.0.1,localhost",
        ...variables,
        ...command.variables,
      },
    },
  );
}

/** The name of a pod that the process could be; that of a workload without pods is made up. */
async function podOf(
  { api }: RunningCluster,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<string> {
  const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const query = `labelSelector=${encodeURIComponent(selector.join(","))}`;
  const [pod] = await api.list(`/api/v1/namespaces/${namespace}/pods?${query}`);
  return pod?.metadata.name ?? "pod";
}
