import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "../free-ports";
import { CertificateAuthority, type CertificateRequest } from "./certificates";
import {
  type ControlPlaneFiles,
  type ControlPlaneNetwork,
  egressSelectorConfiguration,
  type Holder,
  kubeconfig,
  type PlannedProcess,
  planApiServer,
  planControllers,
} from "./control-plane-processes";
import { type GuardedProcess, startGuarded } from "./guarded-process";
import { KubernetesApi } from "./kubernetes-api";
import { withBadImages } from "./pod-stages";

export interface ControlPlaneOptions {
  /** Where the programs are. */
  readonly bin: string;
  /** For certificates, logs and data. It must be short: a socket's path has 108 bytes at the most. */
  readonly folder: string;
  readonly serviceCidr: string;
  /** The address of the cluster's first Service, that of the API itself. */
  readonly apiServiceAddress: string;
  readonly podCidr: string;
  /** Who judges tokens. */
  readonly authenticatorUrl: string;
}

/** A control plane that runs on this machine. */
export interface ControlPlane {
  readonly endpoint: string;
  readonly ca: CertificateAuthority;
  /** As an administrator whom the authenticator knows nothing of. */
  readonly api: KubernetesApi;
  /** The same for programs: a file for those who work in a namespace. */
  readonly kubeconfigFor: (namespace: string) => string;
  readonly socketPath: string;
  readonly processes: readonly GuardedProcess[];
  readonly stop: () => Promise<void>;
}

const startTimeoutSec = 90;

const servers: Readonly<Partial<Record<Holder, (options: ControlPlaneOptions) => readonly string[]>>> = {
  "api-server": ({ apiServiceAddress }) => [
    "IP:127.0.0.1",
    `IP:${apiServiceAddress}`,
    ...["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"].map((name) => `DNS:${name}`),
  ],
  "kwok-server": () => ["IP:127.0.0.1", "DNS:localhost"],
};

const holders: Readonly<Record<Holder, CertificateRequest>> = {
  "api-server": { commonName: "kube-apiserver" },
  admin: { commonName: "admin", organization: "system:masters" },
  "controller-manager": { commonName: "system:kube-controller-manager" },
  scheduler: { commonName: "system:kube-scheduler" },
  kwok: { commonName: "kwok", organization: "system:masters" },
  "kwok-server": { commonName: "kwok-kubelet" },
  "kubelet-client": { commonName: "kube-apiserver-kubelet-client", organization: "system:masters" },
};

/**
 * Starts a control plane without nodes, and waits until it answers.
 * @throws Error with the end of a log where a part of it ends before; none is left running then
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { bin, folder } = options;
  mkdirSync(join(folder, "log"), { recursive: true });
  const [etcd = 0, etcdPeer = 0, apiPort = 0, controllerManager = 0, scheduler = 0, kwok = 0] = await freePorts(6);
  const ports = { etcd, etcdPeer, api: apiPort, controllerManager, scheduler, kwok };
  const network: ControlPlaneNetwork = { ports, serviceCidr: options.serviceCidr, podCidr: options.podCidr };
  const endpoint = `https://127.0.0.1:${apiPort}`;
  const socketPath = join(folder, "egress.sock");
  const { files, ca } = await writeFiles(options, endpoint, socketPath);
  const { certificates } = files;
  const processes: GuardedProcess[] = [];
  const start = (planned: readonly PlannedProcess[]) => {
    for (const { program, args } of planned) {
      const log = join(folder, "log", `${program}.log`);
      processes.push(startGuarded(join(bin, program), args, { folder, log }));
    }
  };
  const api = new KubernetesApi(endpoint, ca.certificate, { certificate: certificates.admin });
  const stop = async () => {
    api.close();
    await Promise.all(processes.map((process) => process.stop()));
  };
  try {
    start(planApiServer(files, network));
    await until(processes, "the API server is ready", async () => (await api.send("GET", "/readyz")).status === 200);
    start(planControllers(files, network));
    const account = "/api/v1/namespaces/default/serviceaccounts/default";
    await until(processes, "there are service accounts", async () => (await api.send("GET", account)).status === 200);
  } catch (error) {
    await stop();
    throw error;
  }
  const kubeconfigFor = (namespace: string) => {
    const file = join(folder, `${namespace}.admin.kubeconfig`);
    writeJson(file, kubeconfig(endpoint, { ca: ca.certificate, client: certificates.admin }, namespace));
    return file;
  };
  return { endpoint, ca, api, kubeconfigFor, socketPath, processes, stop };
}

async function writeFiles(
  options: ControlPlaneOptions,
  endpoint: string,
  socketPath: string,
): Promise<{ readonly files: ControlPlaneFiles; readonly ca: CertificateAuthority }> {
  const { folder } = options;
  const [ca, frontProxy] = await Promise.all([
    CertificateAuthority.make(join(folder, "pki"), "lab"),
    CertificateAuthority.make(join(folder, "pki", "front-proxy"), "lab-front-proxy"),
  ]);
  const issued = await Promise.all(
    Object.entries(holders).map(async ([holder, request]) => {
      const subjectAltNames = servers[holder as Holder]?.(options);
      return [holder, await ca.issue(holder, { ...request, ...(subjectAltNames && { subjectAltNames }) })] as const;
    }),
  );
  const certificates = Object.fromEntries(issued) as ControlPlaneFiles["certificates"];
  const kubeconfigs = Object.fromEntries(
    (["controller-manager", "scheduler", "kwok"] as const).map((name) => {
      const file = join(folder, `${name}.kubeconfig`);
      writeJson(file, kubeconfig(endpoint, { ca: ca.certificate, client: certificates[name] }));
      return [name, file];
    }),
  ) as ControlPlaneFiles["kubeconfigs"];
  const serviceAccountKey = join(folder, "pki", "service-accounts.key");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  writeFileSync(serviceAccountKey, privateKey.export({ type: "sec1", format: "pem" }));
  const egressSelector = join(folder, "egress-selector.json");
  writeJson(egressSelector, egressSelectorConfiguration(socketPath));
  const tokenWebhook = join(folder, "token-webhook.json");
  writeJson(tokenWebhook, kubeconfig(options.authenticatorUrl));
  const files: ControlPlaneFiles = {
    folder,
    ca: { certificate: ca.certificate, key: ca.key },
    frontProxyCa: { certificate: frontProxy.certificate, key: frontProxy.key },
    certificates,
    serviceAccountKey,
    egressSelector,
    tokenWebhook,
    kubeconfigs,
    stages: writeStages(options),
  };
  return { files, ca };
}

function writeStages({ bin, folder }: ControlPlaneOptions): string {
  const file = join(folder, "pod-stages.yaml");
  writeFileSync(file, withBadImages(readFileSync(join(bin, "kwok-stages.yaml"), "utf8")));
  return file;
}

async function until(processes: readonly GuardedProcess[], what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < startTimeoutSec * 1000; waitedMs += 200) {
    const ended = processes.find((process) => process.hasEnded());
    if (ended !== undefined) throw new Error(`${ended.name} ended before ${what}:\n${lastLines(ended.log)}`);
    if (await holds().catch(() => false)) return;
    await sleep(200);
  }
  throw new Error(`not within ${startTimeoutSec} s: ${what}`);
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-10).join("\n");
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content, null, 2));
}
