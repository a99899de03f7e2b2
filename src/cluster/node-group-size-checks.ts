import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import type { Region } from "../environment/environment";
import { groupsOf } from "./groups-of";
import { isTolerated } from "./is-tolerated";
import { countZones, deal, type NodeGroup } from "./node-group-plan";

type Role = Region["role"];

/** Every region is checked in both roles: a failover swaps them, and what synth accepted in peace it must not refuse then. */
const bothRoles: readonly Role[] = ["primary", "failover"];

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxNodesPerGroup = 450;

/** What is wrong with sizes of groups, looked at one by one: each for a role, with its place in the file. */
function problemsOfSizes(
  cluster: Parameters<typeof groupsOf>[0],
  find: (at: string, group: NodeGroup, role: Role) => readonly Problem[],
): readonly Problem[] {
  return groupsOf(cluster).flatMap(([path, group]) =>
    bothRoles.flatMap((role) => find(`${path}.sizes.${role}`, group, role)),
  );
}

const sizeCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  problemsOfSizes(cluster, (at, { sizes }, role) => {
    const { min, desired, max } = sizes[role];
    if (min > max) {
      return [
        {
          path: `${at}.min`,
          got: String(min),
          expected: `at most max, which is ${max}`,
          fix: "raise max or lower min",
        },
      ];
    }
    if (desired >= min && desired <= max) return [];
    return [
      {
        path: `${at}.desired`,
        got: String(desired),
        expected: `between min ${min} and max ${max}`,
        fix: "move it between them, or remove it to start with min",
      },
    ];
  }),
);

/** A group of no node at all is none: each zone that a group spans needs room for one. */
const spreadCheck: Check = defineCheck(
  ["cluster.nodeGroups.*", "regions", "roles"],
  ({ cluster, regions, roles: modes }) =>
    problemsOfSizes(cluster, (at, group, role) => {
      const zones = Math.max(...regions.map((region) => countZones(group, modes, role, region.zones.length)));
      const { max } = group.sizes[role];
      if (max >= zones) return [];
      return [
        {
          path: `${at}.max`,
          got: String(max),
          expected: `at least ${zones}, one for each zone`,
          fix: 'raise max, or keep the group in one zone with zones: "first"',
        },
      ];
    }),
);

/** Each zone of a group is a group of its own for EKS. */
const zoneSizeCheck: Check = defineCheck(
  ["cluster.nodeGroups.*", "regions", "roles"],
  ({ cluster, regions, roles: modes }) =>
    problemsOfSizes(cluster, (at, group, role) => {
      const zones = Math.min(...regions.map((region) => countZones(group, modes, role, region.zones.length)));
      const most = Math.max(...deal(group.sizes[role], zones).map(({ max }) => max));
      if (most <= maxNodesPerGroup) return [];
      return [
        {
          path: `${at}.max`,
          got: `${group.sizes[role].max}, of which ${most} in one zone`,
          expected: `at most ${maxNodesPerGroup} in one zone, which is what EKS takes in a group`,
          fix: "lower max in both roles, choose larger instance types, or make a second group",
        },
      ];
    }),
);

/** After a failover the standby carries what the primary carried at its peak. */
const peakCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster)
    .filter(([, { sizes }]) => sizes.failover.max < sizes.primary.max)
    .map(([path, { sizes }]) => ({
      path: `${path}.sizes.failover.max`,
      got: String(sizes.failover.max),
      expected: `at least ${sizes.primary.max}, the primary's peak`,
      fix: "raise it, as max costs nothing until the failover region needs it, or lower sizes.primary.max",
    })),
);

/** CoreDNS and the controllers tolerate no taint, and they must run before anything else does. */
const warmCheck: Check = defineCheck(["cluster.nodeGroups"], ({ cluster }) => {
  const groups = groupsOf(cluster);
  const open = groups.filter(([, group]) => isTolerated(group, []));
  if (groups.length === 0) return [];
  if (open.length === 0) {
    return [
      {
        path: "cluster.nodeGroups",
        got: "no group without taints",
        expected: "one, with min of at least 1 in both roles",
        fix: "add a group for the platform, which tolerates no taints",
      },
    ];
  }
  return bothRoles.flatMap((role): Problem[] => {
    if (open.some(([, { sizes }]) => sizes[role].min >= 1)) return [];
    return [
      {
        path: "cluster.nodeGroups",
        got: `no node without taints that is always there in the role ${role}`,
        expected: `a group without taints and with sizes.${role}.min of at least 1`,
        fix: "raise min of such a group: a region without nodes cannot take over, nor install its platform",
      },
    ];
  });
});

export const nodeGroupSizeChecks: readonly Check[] = [sizeCheck, spreadCheck, zoneSizeCheck, peakCheck, warmCheck];
