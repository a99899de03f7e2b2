import { createHash } from "node:crypto";
import { architectureOf } from "../../../modules/instance-types/instance-type";
import type { ClusterPlan } from "../../../src/cluster/cluster-plan";
import { capacityOf } from "../../../src/cluster/node-capacity";
import type { NodeGroupPlan } from "../../../src/cluster/node-group-plan";
import type { KubernetesObject } from "./kubernetes-api";

/** The nodes of a cluster as EKS would register them: as many of each group as it starts with. */
export function planNodes(plan: Pick<ClusterPlan, "region" | "nodeGroups">): readonly object[] {
  return plan.nodeGroups.flatMap((group) =>
    Array.from({ length: group.size.desired }, (_, index) =>
      nodeOf(plan.region, group, instanceOf(plan.region, group, index)),
    ),
  );
}

/** What a node runs on. */
export interface Instance {
  readonly id: string;
  /** By its name in the account. */
  readonly zone: string;
}

/** An instance of a group that nobody has started, by its number. */
export function instanceOf(
  { code, zones }: ClusterPlan["region"],
  { key, zoneIndex }: NodeGroupPlan,
  index: number,
): Instance {
  const hash = createHash("sha256").update(`${code}/${key}/${index}`).digest("hex");
  return { id: `i-${hash.slice(0, 17)}`, zone: zoneNameOf(code, zones[zoneIndex] ?? "") };
}

/**
 * The node of a group that an instance becomes.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html, https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function nodeOf(
  region: ClusterPlan["region"],
  { key, group, zoneIndex, instanceTypes }: NodeGroupPlan,
  { id, zone }: Instance,
): KubernetesObject & { readonly spec: { readonly providerID: string } } {
  const [instanceType = ""] = instanceTypes;
  const zoneId = region.zones[zoneIndex] ?? "";
  const name = `${id}.${region.code}.compute.internal`;
  const capacity = capacityOf(instanceType);
  const resources = (milliCpu: number, memoryMiB: number) => ({
    cpu: `${milliCpu}m`,
    memory: `${memoryMiB}Mi`,
    pods: String(capacity.pods),
    "ephemeral-storage": `${group.diskGiB}Gi`,
  });
  const node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        ...group.labels,
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": architectureOf(instanceType) === "arm64" ? "arm64" : "amd64",
        "node.kubernetes.io/instance-type": instanceType,
        "topology.kubernetes.io/region": region.code,
        "topology.kubernetes.io/zone": zone,
        "topology.k8s.aws/zone-id": zoneId,
        "eks.amazonaws.com/nodegroup": key,
        "eks.amazonaws.com/capacityType": group.capacity === "spot" ? "SPOT" : "ON_DEMAND",
      },
    },
    spec: {
      providerID: `aws:///${zone}/${id}`,
      ...(group.taints.length === 0 ? {} : { taints: group.taints }),
    },
    status: {
      capacity: resources(capacity.milliCpu, capacity.memoryMiB),
      allocatable: resources(capacity.allocatableMilliCpu, capacity.allocatableMemoryMiB),
    },
  };
  return node;
}

/** `eu-west-1a` for `euw1-az1`. Which letter a zone has differs from account to account. */
export function zoneNameOf(regionCode: string, zoneId: string): string {
  const number = Number(zoneId.split("-az").at(-1));
  return `${regionCode}${String.fromCharCode("a".charCodeAt(0) + number - 1)}`;
}
