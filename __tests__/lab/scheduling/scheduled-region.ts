import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClusterPlan } from "../../../src/cluster/cluster-plan";
import type { PodKind } from "../../../src/workloads/packing";
import { mebibytesOf, milliCpuOf } from "../../../src/workloads/quantity";
import type { KubernetesApi, KubernetesObject } from "../cloud/kubernetes-api";
import { type RunningCluster, startCluster } from "../cloud/running-cluster";
import { minimumNodes, NodePool, type Wanted } from "./node-pool";
import type { RegionWorkloads, Scalable } from "./region-workloads";
import { provideVolumes, zonesOfClaims } from "./volumes";

export interface ScheduledPod extends KubernetesObject {
  readonly metadata: KubernetesObject["metadata"] & {
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly spec: Wanted & {
    readonly nodeName?: string;
    readonly containers: readonly {
      readonly resources?: { readonly requests?: { readonly cpu?: string; readonly memory?: string } };
    }[];
    readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
  };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

type Budget = KubernetesObject & {
  readonly spec: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
  readonly status?: {
    readonly disruptionsAllowed: number;
    readonly expectedPods: number;
    readonly observedGeneration?: number;
  };
};

type Workload = KubernetesObject & {
  readonly metadata: { readonly generation: number };
  readonly spec: { readonly replicas?: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly currentNumberScheduled?: number;
  };
};

const settleTimeoutSec = 180;

const paths: Readonly<Record<string, (namespace: string) => string>> = {
  Namespace: () => "/api/v1/namespaces",
  PriorityClass: () => "/apis/scheduling.k8s.io/v1/priorityclasses",
  StorageClass: () => "/apis/storage.k8s.io/v1/storageclasses",
  ServiceAccount: (namespace) => `/api/v1/namespaces/${namespace}/serviceaccounts`,
  ResourceQuota: (namespace) => `/api/v1/namespaces/${namespace}/resourcequotas`,
  LimitRange: (namespace) => `/api/v1/namespaces/${namespace}/limitranges`,
  PersistentVolumeClaim: (namespace) => `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
  PodDisruptionBudget: (namespace) => `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`,
  DaemonSet: (namespace) => `/apis/apps/v1/namespaces/${namespace}/daemonsets`,
  Deployment: (namespace) => `/apis/apps/v1/namespaces/${namespace}/deployments`,
  StatefulSet: (namespace) => `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
};

/** A region whose pods the real scheduler places on nodes as they are configured. */
export class ScheduledRegion {
  private constructor(
    private readonly cluster: RunningCluster,
    readonly nodes: NodePool,
    readonly workloads: RegionWorkloads,
  ) {}

  /** Starts the control plane of a region with as many nodes as there are at the least, and hands it everything that runs there. */
  static async start(
    lab: string,
    folder: string,
    plan: ClusterPlan,
    workloads: RegionWorkloads,
  ): Promise<ScheduledRegion> {
    const cluster = await startCluster({
      lab,
      folder: join(folder, plan.region.code),
      name: plan.names.cluster,
      regionCode: plan.region.code,
      accountId: "111122223333",
      serviceCidr: plan.region.serviceCidr,
      podCidr: plan.region.cidr,
      // Nobody comes with a token.
      eks: "http://127.0.0.1:9",
      principals: {},
      nodes: minimumNodes(plan),
      // Nothing here calls a webhook.
      admitting: [{ service: "kube-system/nobody" }],
    });
    const region = new ScheduledRegion(cluster, new NodePool(plan, cluster.api), workloads);
    for (const object of workloads.objects) await region.make(object);
    return region;
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
  }

  private get api(): KubernetesApi {
    return this.cluster.api;
  }

  private async make(object: KubernetesObject): Promise<void> {
    const path = paths[object.kind]?.(object.metadata.namespace ?? "");
    if (path === undefined) throw new Error(`nobody knows where a ${object.kind} is made`);
    const { status, body } = await this.api.send("POST", path, object);
    // A namespace has its account `default` by itself, and some charts make it too.
    if (status >= 300 && status !== 409) throw new Error(`${object.kind} ${object.metadata.name}: ${status} ${body}`);
  }

  /** Waits until every pod is placed and ready, or finds no node; adds nodes for those that find none, and gives the ones that still do not. */
  async settle(): Promise<{
    readonly pods: readonly ScheduledPod[];
    readonly unplaced: readonly ScheduledPod[];
    readonly added: number;
  }> {
    for (let added = 0; ; added += 1) {
      const pods = await this.quiet();
      const unplaced = pods.filter(isUnplaced);
      if (unplaced.length === 0) return { pods, unplaced, added };
      const zones = await zonesOfClaims(this.api);
      let grown = false;
      for (const pod of unplaced) {
        grown = await this.nodes.grow({ ...pod.spec, zone: zoneOfVolumes(pod, zones) });
        if (grown) break;
      }
      if (!grown) return { pods, unplaced, added };
    }
  }

  /** All pods, once nothing moves any more. */
  private async quiet(): Promise<readonly ScheduledPod[]> {
    let before = "";
    for (let waitedMs = 0; waitedMs < settleTimeoutSec * 1000; waitedMs += 400) {
      await provideVolumes(this.api);
      const pods = await this.pods();
      const now = JSON.stringify(pods.map(({ metadata, spec }) => [metadata.name, spec.nodeName]).toSorted());
      if (now === before && pods.every((pod) => isReady(pod) || isUnplaced(pod)) && (await this.areMade())) return pods;
      before = now;
      await sleep(400);
    }
    const open = (await this.pods()).filter((pod) => !isReady(pod));
    throw new Error(`not settled within ${settleTimeoutSec} s: ${open.map(describePod).join("; ")}`);
  }

  private async pods(): Promise<readonly ScheduledPod[]> {
    const pods = await this.api.list<ScheduledPod>("/api/v1/pods");
    return pods.filter(({ status }) => status.phase !== "Succeeded");
  }

  /** Whether controllers have made as many pods as they are to make. */
  private async areMade(): Promise<boolean> {
    const lists = await Promise.all(
      ["deployments", "statefulsets", "daemonsets"].map((name) => this.api.list<Workload>(`/apis/apps/v1/${name}`)),
    );
    return lists.flat().every(({ metadata, spec, status }) => {
      if (status.observedGeneration !== metadata.generation) return false;
      if (status.desiredNumberScheduled !== undefined)
        return status.desiredNumberScheduled === status.currentNumberScheduled;
      return (status.replicas ?? 0) === (spec.replicas ?? 1);
    });
  }

  /** As many pods of everything that is scaled as somebody says. */
  async scale(replicasOf: (scalable: Scalable) => number): Promise<void> {
    for (const scalable of this.workloads.scalable) {
      const { namespace, name } = scalable;
      await this.setReplicas(
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { namespace, name } },
        replicasOf(scalable),
      );
    }
  }

  /** Evicts one pod of every budget, one after the other, and gives what was refused. */
  async evictEach(): Promise<{ readonly budgets: number; readonly refused: readonly string[] }> {
    const budgets = await this.api.list<Budget>("/apis/policy/v1/poddisruptionbudgets");
    const refused: string[] = [];
    for (const { metadata, spec } of budgets) {
      const pods = (await this.quiet()).filter(
        (pod) =>
          pod.metadata.namespace === metadata.namespace &&
          Object.entries(spec.selector.matchLabels).every(([key, value]) => pod.metadata.labels?.[key] === value),
      );
      const name = `${metadata.namespace}/${metadata.name}`;
      const [pod] = pods;
      if (pod === undefined) {
        refused.push(`${name} has no pods`);
        continue;
      }
      const path = `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}`;
      const eviction = {
        apiVersion: "policy/v1",
        kind: "Eviction",
        metadata: { name: pod.metadata.name, namespace: pod.metadata.namespace },
      };
      const { status, body } = await this.tryUntilSeen(() => this.api.send("POST", `${path}/eviction`, eviction));
      if (status >= 300) refused.push(`${name}: ${status} ${body}`);
    }
    return { budgets: budgets.length, refused };
  }

  /** The controller of budgets counts a new pod a moment after it is ready. */
  private async tryUntilSeen<T extends { readonly status: number }>(send: () => Promise<T>): Promise<T> {
    let answer = await send();
    for (let tries = 0; answer.status === 429 && tries < 20; tries += 1) {
      await sleep(500);
      answer = await send();
    }
    return answer;
  }

  /** Loses a zone with its nodes and pods; gives how many are left at that moment of each deployment that has several. */
  async loseZone(zone: string): Promise<ReadonlyMap<string, number>> {
    const before = await this.pods();
    await this.nodes.loseZone(zone);
    const names = new Set((await this.api.list("/api/v1/nodes")).map(({ metadata }) => metadata.name));
    const dead = before.filter(({ spec }) => spec.nodeName !== undefined && !names.has(spec.nodeName));
    const left = new Map(this.replicated().map((name) => [name, 0]));
    for (const pod of before.filter((one) => !dead.includes(one) && isReady(one))) {
      const owner = ownerOf(pod);
      if (left.has(owner)) left.set(owner, (left.get(owner) ?? 0) + 1);
    }
    // As the control plane does after five minutes.
    await this.remove(dead);
    return left;
  }

  /** Deployments of more than one pod, by `<namespace>/<name>`. */
  private replicated(): readonly string[] {
    return (this.workloads.objects as readonly Workload[])
      .filter(({ kind, spec }) => kind === "Deployment" && (spec.replicas ?? 1) > 1)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  }

  /** Everything as it was at first: nodes at their minimum, and pods placed anew, with new volumes. */
  async restore(): Promise<void> {
    const replicated = (this.workloads.objects as readonly Workload[]).filter(
      ({ kind }) => kind === "Deployment" || kind === "StatefulSet",
    );
    const scaleAll = (replicasOf: (workload: Workload) => number) =>
      Promise.all(replicated.map((one) => this.setReplicas(one, replicasOf(one))));
    await scaleAll(() => 0);
    await this.nodes.removeAll();
    await this.remove(await this.pods());
    for (const path of ["persistentvolumeclaims", "persistentvolumes"]) await this.discard(path);
    await this.nodes.addMinimum();
    // Nodes first: pods that wait would all go to the first one that comes.
    await this.quiet();
    await scaleAll(({ spec }) => spec.replicas ?? 1);
  }

  private async setReplicas({ kind, metadata }: KubernetesObject, replicas: number): Promise<void> {
    const path = `${paths[kind]?.(metadata.namespace ?? "")}/${metadata.name}/scale`;
    await this.api.call("PATCH", path, { spec: { replicas } }, "application/merge-patch+json");
  }

  /** Deletes objects at once, whoever uses them. */
  private async discard(path: string): Promise<void> {
    for (const { metadata } of await this.api.list(`/api/v1/${path}`)) {
      const place = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
      const one = `/api/v1${place}/${path}/${metadata.name}`;
      await this.api.send("DELETE", one);
      await this.api.send("PATCH", one, { metadata: { finalizers: null } }, "application/merge-patch+json");
    }
  }

  private async remove(pods: readonly ScheduledPod[]): Promise<void> {
    const pathOf = ({ metadata }: ScheduledPod) => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;
    await Promise.all(pods.map((pod) => this.api.send("DELETE", `${pathOf(pod)}?gracePeriodSeconds=0`)));
  }
}

/** The workload that a pod belongs to: a ReplicaSet has the name of its Deployment, and a hash. */
export function ownerOf({ metadata }: ScheduledPod): string {
  const owner = metadata.ownerReferences?.[0];
  const name = owner?.kind === "ReplicaSet" ? owner.name.replace(/-[^-]+$/, "") : owner?.name;
  return `${metadata.namespace}/${name}`;
}

function zoneOfVolumes({ metadata, spec }: ScheduledPod, zones: ReadonlyMap<string, string>): string | undefined {
  const claims = (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  return claims.map((claim) => zones.get(`${metadata.namespace}/${claim}`)).find((zone) => zone !== undefined);
}

function isReady({ status: { conditions = [] } }: ScheduledPod): boolean {
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

function isUnplaced({ spec, status: { conditions = [] } }: ScheduledPod): boolean {
  return (
    spec.nodeName === undefined &&
    conditions.some(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable")
  );
}

/** What pods request together, those aside that are on every node. */
export function requestsOf(pods: readonly ScheduledPod[]): Omit<PodKind, "count"> {
  const requests = pods
    .filter(({ metadata }) => metadata.ownerReferences?.[0]?.kind !== "DaemonSet")
    .flatMap(({ spec }) => spec.containers.map(({ resources }) => resources?.requests ?? {}));
  return {
    cpuMillis: requests.reduce((sum, { cpu = "0" }) => sum + milliCpuOf(cpu), 0),
    memoryMiB: requests.reduce((sum, { memory = "0Mi" }) => sum + mebibytesOf(memory), 0),
  };
}

/** A pod that is not where it should be, with what the scheduler says of it. */
export function describePod({ metadata, status }: ScheduledPod): string {
  const messages = (status.conditions ?? []).filter((one) => one.status !== "True").map(({ message }) => message);
  return `${metadata.namespace}/${metadata.name}: ${messages.join("; ")}`;
}
