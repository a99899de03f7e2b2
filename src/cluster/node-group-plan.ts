import { architectureOf } from "../../modules/instance-types/instance-type";
import { type Architecture, amiTypes, getKubernetesVersion } from "../../modules/kubernetes-versions";
import type { Environment, Region } from "../environment/environment";

export type Cluster = NonNullable<Environment["cluster"]>;
export type NodeGroup = Cluster["nodeGroups"][string];
export type GroupSize = NodeGroup["sizes"]["primary"];

/** How many of a group's nodes an update takes away at a time. */
export const maxUnavailablePercentage = 33;

/** A node group of one zone: what EKS and the autoscaler know. */
export interface NodeGroupPlan {
  /** Key in Terraform and first part of the name in AWS: `general-az1`. */
  readonly key: string;
  readonly group: NodeGroup;
  /** Which of the region's zones, and so which private subnet. */
  readonly zoneIndex: number;
  readonly size: GroupSize;
  readonly instanceTypes: readonly string[];
  readonly amiType: string;
  readonly amiRelease: string;
}

type Roles = Environment["roles"];

/** The groups of a region in the order of the file, zone by zone. */
export function planNodeGroups(cluster: Cluster, roles: Roles, region: Region): readonly NodeGroupPlan[] {
  const { amiReleases } = getKubernetesVersion(cluster.kubernetesVersion);
  return Object.entries(cluster.nodeGroups).flatMap(([name, group]) => {
    return planSizes(group, roles, region.role, region.zones.length).map((size, zoneIndex) => ({
      key: `${name}-${zoneSuffix(region, zoneIndex)}`,
      group,
      zoneIndex,
      size,
      instanceTypes: instanceTypesIn(group, region.zones[zoneIndex]),
      amiType: amiTypes[group.operatingSystem][architectureOfGroup(group)],
      amiRelease: group.amiRelease ?? amiReleases[group.operatingSystem],
    }));
  });
}

/**
 * A group's size in each zone that it spans. A zone that serves in both roles has the higher min and the higher max of the two in both, so
 * that a swap of roles changes no group that exists: EKS refuses a min above the nodes of the hour, which Terraform leaves to the
 * autoscaler, and a max below them. https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3521
 */
export function planSizes(
  group: NodeGroup,
  roles: Roles,
  role: Region["role"],
  zoneCount: number,
): readonly GroupSize[] {
  const dealtAs = (as: Region["role"]) => deal(group.sizes[as], countZones(group, roles, as, zoneCount));
  const inOtherRole = dealtAs(role === "primary" ? "failover" : "primary");
  return dealtAs(role).map((size, zone) => {
    const other = inOtherRole[zone] ?? size;
    const min = Math.max(size.min, other.min);
    return { min, desired: Math.max(size.desired, min), max: Math.max(size.max, other.max) };
  });
}

/** How many of a region's zones a group spans in a role; they are always its first ones. */
export function countZones(group: NodeGroup, roles: Roles, role: Region["role"], zoneCount: number): number {
  const standsBy = role === "failover" && roles.failover.mode === "standby";
  return standsBy || group.zones === "first" ? 1 : zoneCount;
}

/** The size of a group over some zones. What does not divide goes to the first ones, so that desired stays within min and max in each. */
export function deal({ min, desired, max }: GroupSize, zoneCount: number): readonly GroupSize[] {
  const share = (total: number, zone: number) => Math.floor(total / zoneCount) + (zone < total % zoneCount ? 1 : 0);
  return Array.from({ length: zoneCount }, (_, zone) => ({
    min: share(min, zone),
    desired: share(desired, zone),
    max: share(max, zone),
  }));
}

/** The instance types of a group in a zone, which may lack some of those that it has elsewhere. */
export function instanceTypesIn(
  { instanceTypes, instanceTypesByZone }: Pick<NodeGroup, "instanceTypes" | "instanceTypesByZone">,
  zone: string | undefined,
): readonly string[] {
  return (zone === undefined ? undefined : instanceTypesByZone[zone]) ?? instanceTypes;
}

function architectureOfGroup({ instanceTypes: [first] }: NodeGroup): Architecture {
  if (first === undefined) throw new Error("a node group has no instance types");
  return architectureOf(first);
}

/** `az1` of `euw1-az1`. */
function zoneSuffix({ code, zones }: Region, index: number): string {
  const suffix = zones[index]?.split("-").at(-1);
  if (suffix === undefined) throw new Error(`${code} has no zone ${index}`);
  return suffix;
}
