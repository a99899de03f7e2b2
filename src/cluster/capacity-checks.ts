import { sizeOf } from "../../modules/instance-types/instance-type";
import { sizeOf as addressesOf, prefixOf, rangeOf } from "../addresses/cidr";
import { type Check, defineCheck } from "../config/check";
import type { Environment, Region } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { addressesPerNode } from "./addresses-per-node";
import { groupsOf } from "./groups-of";
import { type Cluster, maxUnavailablePercentage, planSizes } from "./node-group-plan";

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxGroupsPerCluster = 30;

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedPerSubnet = 5;

const groupCountCheck: Check = defineCheck(["cluster.nodeGroups", "regions"], ({ cluster, regions }) => {
  const zones = Math.max(...regions.map((region) => region.zones.length));
  const count = groupsOf(cluster).reduce((sum, [, group]) => sum + (group.zones === "first" ? 1 : zones), 0);
  if (count <= maxGroupsPerCluster) return [];
  return [
    {
      path: "cluster.nodeGroups",
      got: `${count} groups: each of zones "all" becomes one per zone`,
      expected: `at most ${maxGroupsPerCluster} in a cluster`,
      fix: 'merge groups, or keep some in one zone with zones: "first"',
    },
  ];
});

/**
 * Every pod has an address of its own. A zone's subnet must hold all groups at max, and the nodes that replace others in an update. Only
 * the primary spans every zone, and no zone grows further in the other role.
 */
const addressCheck: Check = defineCheck(
  ["cluster.nodeGroups", "regions", "roles"],
  ({ cluster, regions, roles: modes }) =>
    regions.flatMap((region, r) => {
      if (cluster === undefined) return [];
      const needs = needsByZone(cluster, modes, region.zones.length);
      const short = planRegionAddresses(region)
        .subnets.private.map((subnet, zone) => ({ subnet, zone, need: needs[zone] ?? 0, usable: usableIn(subnet) }))
        .filter(({ need, usable }) => need > usable);
      const worst = short.toSorted((a, b) => b.need - b.usable - (a.need - a.usable)).slice(0, 1);
      // Subnets that follow from the VPC are one mistake, that of its size.
      return (region.subnets === undefined ? worst : short).map(({ subnet, zone, need, usable }) => ({
        path: region.subnets === undefined ? `regions[${r}].cidr` : `regions[${r}].subnets.private[${zone}]`,
        got: `${usable} addresses in the private subnet ${subnet} of ${region.zones[zone]}`,
        expected: `${need}: what all node groups there need at max`,
        fix: `lower max of the node groups, or ${roomIn(region)}`,
      }));
    }),
);

function usableIn(subnet: string): number {
  return addressesOf(rangeOf(subnet)) - reservedPerSubnet;
}

/** Where more addresses may come from. */
function roomIn({ subnets, cidr }: Region): string {
  if (subnets !== undefined) return "give that zone a larger subnet";
  return prefixOf(cidr) > 16
    ? "choose a larger VPC: its range can never be changed"
    : "spread them over more zones: AWS has no larger VPC";
}

function needsByZone(
  cluster: Pick<Cluster, "nodeGroups">,
  modes: Environment["roles"],
  zoneCount: number,
): readonly number[] {
  const needs = Object.values(cluster.nodeGroups).map((group) => {
    const perNode = Math.max(...group.instanceTypes.map((type) => addressesPerNode(sizeOf(type).vcpus)));
    return planSizes(group, modes, "primary", zoneCount).map(({ max }) => (max + surgeOf(max)) * perNode);
  });
  return Array.from({ length: zoneCount }, (_, zone) => needs.reduce((sum, zones) => sum + (zones[zone] ?? 0), 0));
}

/**
 * Nodes that the update of a group of one zone adds: two, or as many as it may take away.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
function surgeOf(max: number): number {
  return Math.max(2, Math.ceil((max * maxUnavailablePercentage) / 100));
}

export const capacityChecks: readonly Check[] = [groupCountCheck, addressCheck];
