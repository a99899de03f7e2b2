import { join } from "node:path";
import type { Certificate } from "./certificates";

/** Ports of loopback that one control plane listens on. */
export interface ControlPlanePorts {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly api: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
}

/** Who has certificates in a control plane. */
export type Holder =
  | "api-server"
  | "admin"
  | "controller-manager"
  | "scheduler"
  | "kwok"
  | "kwok-server"
  | "kubelet-client";

export interface ControlPlaneFiles {
  readonly folder: string;
  readonly ca: Certificate;
  readonly frontProxyCa: Certificate;
  readonly certificates: Readonly<Record<Holder, Certificate>>;
  /** Key pair that signs tokens of service accounts. */
  readonly serviceAccountKey: string;
  readonly egressSelector: string;
  readonly tokenWebhook: string;
  readonly kubeconfigs: Readonly<Record<"controller-manager" | "scheduler" | "kwok", string>>;
  readonly stages: string;
}

export interface ControlPlaneNetwork {
  readonly ports: ControlPlanePorts;
  readonly serviceCidr: string;
  /** Where the addresses of pods come from. */
  readonly podCidr: string;
}

/** A program with its arguments. */
export interface PlannedProcess {
  readonly program: string;
  readonly args: readonly string[];
}

/** The store and the API server: the others need an answer of it. */
export function planApiServer(
  { folder, ca, frontProxyCa, certificates, ...files }: ControlPlaneFiles,
  { ports, serviceCidr }: ControlPlaneNetwork,
): readonly PlannedProcess[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  const server = certificates["api-server"];
  const kubelet = certificates["kubelet-client"];
  return [
    {
      program: "etcd",
      args: flags({
        name: "lab",
        "data-dir": join(folder, "etcd"),
        "unsafe-no-fsync": "true",
        "listen-client-urls": client,
        "advertise-client-urls": client,
        "listen-peer-urls": peer,
        "initial-advertise-peer-urls": peer,
        "initial-cluster": `lab=${peer}`,
      }),
    },
    {
      program: "kube-apiserver",
      args: flags({
        "etcd-servers": client,
        "bind-address": "127.0.0.1",
        "secure-port": ports.api,
        // Of a range for documentation: nobody shall be led to it.
        "advertise-address": "192.0.2.1",
        "endpoint-reconciler-type": "none",
        "service-cluster-ip-range": serviceCidr,
        "authorization-mode": "Node,RBAC",
        "allow-privileged": "true",
        "client-ca-file": ca.certificate,
        "tls-cert-file": server.certificate,
        "tls-private-key-file": server.key,
        "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
        "service-account-key-file": files.serviceAccountKey,
        "service-account-signing-key-file": files.serviceAccountKey,
        "kubelet-client-certificate": kubelet.certificate,
        "kubelet-client-key": kubelet.key,
        "kubelet-preferred-address-types": "InternalIP",
        "requestheader-client-ca-file": frontProxyCa.certificate,
        "requestheader-allowed-names": "front-proxy-client",
        "requestheader-username-headers": "X-Remote-User",
        "requestheader-group-headers": "X-Remote-Group",
        "requestheader-extra-headers-prefix": "X-Remote-Extra-",
        // Before anything calls a webhook: without it the call would leave the machine.
        "egress-selector-config-file": files.egressSelector,
        "authentication-token-webhook-config-file": files.tokenWebhook,
        "authentication-token-webhook-version": "v1",
        // Access entries change in the middle of a test.
        "authentication-token-webhook-cache-ttl": "2s",
        profiling: "false",
      }),
    },
  ];
}

/** What makes something of the objects: controllers, the scheduler, and the nodes that are none. */
export function planControllers(
  { ca, certificates, serviceAccountKey, kubeconfigs, stages }: ControlPlaneFiles,
  { ports, podCidr }: ControlPlaneNetwork,
): readonly PlannedProcess[] {
  const controllerManager = kubeconfigs["controller-manager"];
  const server = certificates["kwok-server"];
  const common = { "bind-address": "127.0.0.1", "leader-elect": "false", profiling: "false" };
  const unthrottled = { "kube-api-qps": 200, "kube-api-burst": 400 };
  return [
    {
      program: "kube-controller-manager",
      args: flags({
        ...common,
        ...unthrottled,
        kubeconfig: controllerManager,
        "authentication-kubeconfig": controllerManager,
        "authorization-kubeconfig": controllerManager,
        "secure-port": ports.controllerManager,
        "use-service-account-credentials": "true",
        "service-account-private-key-file": serviceAccountKey,
        "root-ca-file": ca.certificate,
        "cluster-signing-cert-file": ca.certificate,
        "cluster-signing-key-file": ca.key,
        "horizontal-pod-autoscaler-sync-period": "5s",
      }),
    },
    {
      program: "kube-scheduler",
      args: flags({
        ...common,
        ...unthrottled,
        kubeconfig: kubeconfigs.scheduler,
        "authentication-kubeconfig": kubeconfigs.scheduler,
        "authorization-kubeconfig": kubeconfigs.scheduler,
        "secure-port": ports.scheduler,
      }),
    },
    {
      program: "kwok",
      args: flags({
        kubeconfig: kubeconfigs.kwok,
        "manage-all-nodes": "true",
        "node-ip": "127.0.0.1",
        "node-port": ports.kwok,
        "server-address": `127.0.0.1:${ports.kwok}`,
        "tls-cert-file": server.certificate,
        "tls-private-key-file": server.key,
        config: stages,
        cidr: podCidr,
        "node-lease-duration-seconds": 40,
      }),
    },
  ];
}

/** Leads every call of an API server to Services and pods through a socket. */
export function egressSelectorConfiguration(socketPath: string): object {
  return {
    apiVersion: "apiserver.k8s.io/v1beta1",
    kind: "EgressSelectorConfiguration",
    egressSelections: [
      {
        name: "cluster",
        connection: { proxyProtocol: "HTTPConnect", transport: { uds: { udsName: socketPath } } },
      },
    ],
  };
}

/** Who somebody is to a server whose certificate is of an authority. */
export interface ServerIdentity {
  readonly ca: string;
  readonly client: Certificate;
}

/** A kubeconfig that leads to one server: that of a control plane by certificate, that of a webhook without any. */
export function kubeconfig(server: string, identity?: ServerIdentity, namespace = "default"): object {
  const user =
    identity === undefined
      ? {}
      : { "client-certificate": identity.client.certificate, "client-key": identity.client.key };
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "lab",
        cluster: { server, ...(identity === undefined ? {} : { "certificate-authority": identity.ca }) },
      },
    ],
    users: [{ name: "lab", user }],
    contexts: [{ name: "lab", context: { cluster: "lab", user: "lab", namespace } }],
    "current-context": "lab",
  };
}

function flags(values: Readonly<Record<string, string | number>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
