import type { ClusterPlan } from "../../../src/cluster/cluster-plan";
import type { NodeGroupPlan } from "../../../src/cluster/node-group-plan";
import { instanceOf, nodeOf, zoneNameOf } from "../cloud/fake-nodes";
import type { KubernetesApi } from "../cloud/kubernetes-api";

/** What of a pod decides which nodes it may stand on. */
export interface Wanted {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly { readonly key?: string; readonly operator?: string; readonly value?: string }[];
  /** The zone that its volumes are in. */
  readonly zone?: string | undefined;
}

type Nodes = Pick<ClusterPlan, "region" | "nodeGroups">;

/** Nodes that a cluster has at the least. */
export function minimumNodes({ region, nodeGroups }: Nodes): readonly object[] {
  return nodeGroups.flatMap((group) =>
    Array.from({ length: group.size.min }, (_, index) => nodeOf(region, group, instanceOf(region, group, index))),
  );
}

/** The nodes of a cluster, and what the autoscaler would add to them: one at a time, to the smallest group that may take the pod. */
export class NodePool {
  private readonly counts = new Map<string, number>();
  /** Each new node has a name of its own, as instances have. */
  private serial = 1000;
  private lost: string | undefined;

  constructor(
    private readonly plan: Nodes,
    private readonly api: KubernetesApi,
  ) {
    for (const { key, size } of plan.nodeGroups) this.counts.set(key, size.min);
  }

  get size(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Nodes by group, with their bounds, such as `general-az1 3 of 6`. */
  describe(): string {
    return this.plan.nodeGroups.map(({ key, size }) => `${key} ${this.counts.get(key)} of ${size.max}`).join(", ");
  }

  get zones(): readonly string[] {
    const { region, nodeGroups } = this.plan;
    const indexes = [...new Set(nodeGroups.map(({ zoneIndex }) => zoneIndex))];
    return indexes.map((index) => zoneNameOf(region.code, region.zones[index] ?? ""));
  }

  /** Adds a node for a pod that finds none; false where no group may take it, or all that may are full. */
  async grow(wanted: Wanted): Promise<boolean> {
    const able = this.plan.nodeGroups
      .filter((group) => this.zoneOf(group) !== this.lost && this.mayTake(group, wanted))
      .filter(({ key, size }) => this.countOf(key) < size.max)
      .toSorted((a, b) => this.countOf(a.key) - this.countOf(b.key));
    const [group] = able;
    if (group === undefined) return false;
    this.counts.set(group.key, this.countOf(group.key) + 1);
    await this.add(group);
    return true;
  }

  /** Takes a zone away with its nodes; it gets no new ones until `restore`. */
  async loseZone(zone: string): Promise<void> {
    this.lost = zone;
    for (const group of this.plan.nodeGroups.filter((one) => this.zoneOf(one) === zone)) this.counts.set(group.key, 0);
    const nodes = await this.api.list("/api/v1/nodes");
    const gone = nodes.filter(({ metadata }) => metadata.labels?.["topology.kubernetes.io/zone"] === zone);
    await Promise.all(gone.map(({ metadata }) => this.api.call("DELETE", `/api/v1/nodes/${metadata.name}`)));
  }

  /** Takes every node away. */
  async removeAll(): Promise<void> {
    const nodes = await this.api.list("/api/v1/nodes");
    await Promise.all(nodes.map(({ metadata }) => this.api.call("DELETE", `/api/v1/nodes/${metadata.name}`)));
  }

  /** Every group at its minimum, in a cluster without nodes. */
  async addMinimum(): Promise<void> {
    this.lost = undefined;
    for (const group of this.plan.nodeGroups) {
      this.counts.set(group.key, group.size.min);
      for (let index = 0; index < group.size.min; index += 1) await this.add(group);
    }
  }

  private async add(group: NodeGroupPlan): Promise<void> {
    this.serial += 1;
    const { region } = this.plan;
    await this.api.call("POST", "/api/v1/nodes", nodeOf(region, group, instanceOf(region, group, this.serial)));
  }

  private countOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  private zoneOf({ zoneIndex }: NodeGroupPlan): string {
    return zoneNameOf(this.plan.region.code, this.plan.region.zones[zoneIndex] ?? "");
  }

  private mayTake(group: NodeGroupPlan, { nodeSelector = {}, tolerations = [], zone }: Wanted): boolean {
    const labels: Readonly<Record<string, string>> = { ...group.group.labels, "kubernetes.io/os": "linux" };
    const isChosen = Object.entries(nodeSelector).every(([key, value]) => labels[key] === value);
    const isTolerated = group.group.taints.every((taint) =>
      tolerations.some(
        ({ key, operator = "Equal", value }) =>
          (key === undefined && operator === "Exists") ||
          (key === taint.key && (operator === "Exists" || value === taint.value)),
      ),
    );
    return isChosen && isTolerated && (zone === undefined || zone === this.zoneOf(group));
  }
}
