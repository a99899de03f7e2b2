import { sizeOf as addressesOf, prefixOf, rangeOf } from "../addresses/cidr";
import { type Check, defineCheck } from "../config/check";
import type { Environment, Region } from "../config/environment";
import type { Problem } from "../config/problem";
import { repetitions } from "../config/repetition";
import { formatPath } from "../config/schema-problems";
import { planRegionAddresses } from "../network/network-plan";
import { addressesPerNode, podsPerNode } from "./addresses-per-node";
import { architectureOf, sizeOf } from "./instance-type";
import { type Cluster, countZones, deal, maxUnavailablePercentage, type NodeGroup, planSizes } from "./node-group-plan";
import { platformTolerations } from "./platform-tolerations";

type Role = Region["role"];

/**
 * Every region is checked in both roles: a failover swaps them, and what synth accepted in peace it must not refuse then.
 */
const roles: readonly Role[] = ["primary", "failover"];

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxGroupsPerCluster = 30;
const maxNodesPerGroup = 450;

function groupsOf(
  cluster: Pick<Cluster, "nodeGroups"> | undefined,
): readonly (readonly [path: string, group: NodeGroup])[] {
  return Object.entries(cluster?.nodeGroups ?? {}).map(([name, group]) => [
    formatPath(["cluster", "nodeGroups", name]),
    group,
  ]);
}

const sizeCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, group]) =>
    roles.flatMap((role): Problem[] => {
      const { min, desired, max } = group.sizes[role];
      const at = `${path}.sizes.${role}`;
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
  ),
);

/** A group of no node at all is none: each zone that a group spans needs room for one. */
const spreadCheck: Check = defineCheck(
  ["cluster.nodeGroups.*", "regions", "roles"],
  ({ cluster, regions, roles: modes }) =>
    groupsOf(cluster).flatMap(([path, group]) =>
      roles.flatMap((role): Problem[] => {
        const zones = Math.max(...regions.map((region) => countZones(group, modes, role, region.zones.length)));
        const { max } = group.sizes[role];
        if (max >= zones) return [];
        return [
          {
            path: `${path}.sizes.${role}.max`,
            got: String(max),
            expected: `at least ${zones}, one for each zone`,
            fix: 'raise max, or keep the group in one zone with zones: "first"',
          },
        ];
      }),
    ),
);

/** Each zone of a group is a group of its own for EKS. */
const zoneSizeCheck: Check = defineCheck(
  ["cluster.nodeGroups.*", "regions", "roles"],
  ({ cluster, regions, roles: modes }) =>
    groupsOf(cluster).flatMap(([path, group]) =>
      roles.flatMap((role): Problem[] => {
        const zones = Math.min(...regions.map((region) => countZones(group, modes, role, region.zones.length)));
        const most = Math.max(...deal(group.sizes[role], zones).map(({ max }) => max));
        if (most <= maxNodesPerGroup) return [];
        return [
          {
            path: `${path}.sizes.${role}.max`,
            got: `${group.sizes[role].max}, of which ${most} in one zone`,
            expected: `at most ${maxNodesPerGroup} in one zone, which is what EKS takes in a group`,
            fix: "lower max, choose larger instance types, or make a second group",
          },
        ];
      }),
    ),
);

const uniqueTypesCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes }]) =>
    repetitions(instanceTypes, (i) => `${path}.instanceTypes[${i}]`, "remove it"),
  ),
);

/** EKS itself never goes beyond, and addresses are counted by it. */
const maxPodsCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes, userData }]): Problem[] => {
    const maxPods = userData?.kubelet?.["maxPods"];
    const room = Math.min(...instanceTypes.map((type) => podsPerNode(sizeOf(type).vcpus)));
    if (maxPods === undefined || (typeof maxPods === "number" && maxPods <= room)) return [];
    return [
      {
        path: `${path}.userData.kubelet.maxPods`,
        got: JSON.stringify(maxPods),
        expected: `a number up to ${room}, which is what EKS runs on these instance types`,
        fix: "lower it, or remove it",
      },
    ];
  }),
);

/** The autoscaler takes the first type of a group for all of them. */
const sameSizeCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes }]) => {
    const [first, ...others] = instanceTypes;
    if (first === undefined) return [];
    const expected = describe(first);
    return others.flatMap((type, i): Problem[] =>
      describe(type) === expected
        ? []
        : [
            {
              path: `${path}.instanceTypes[${i + 1}]`,
              got: `"${type}" with ${describe(type)}`,
              expected: `the same as "${first}": ${expected}`,
              fix: "put types of other sizes into a group of their own: the autoscaler counts on equal nodes",
            },
          ],
    );
  }),
);

function describe(instanceType: string): string {
  const { vcpus, memoryGiB } = sizeOf(instanceType);
  return `${vcpus} vCPU, ${memoryGiB} GiB, ${architectureOf(instanceType)}`;
}

/** After a failover the standby carries what the primary carried at its peak. */
const peakCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { sizes }]): Problem[] =>
    sizes.failover.max >= sizes.primary.max
      ? []
      : [
          {
            path: `${path}.sizes.failover.max`,
            got: String(sizes.failover.max),
            expected: `at least ${sizes.primary.max}, the primary's peak`,
            fix: "raise it: max costs nothing until the failover region needs it",
          },
        ],
  ),
);

const tolerationCheck: Check = defineCheck(["cluster.nodeGroups.*", "services"], ({ cluster, services }) => {
  const tolerated = [...platformTolerations, ...services.flatMap(({ tolerations }) => tolerations)];
  return groupsOf(cluster).flatMap(([path, { taints }]) =>
    taints.flatMap((taint, i): Problem[] =>
      tolerated.some(({ key, value, effect }) => key === taint.key && value === taint.value && effect === taint.effect)
        ? []
        : [
            {
              path: `${path}.taints[${i}]`,
              got: `${taint.key}=${taint.value}:${taint.effect}, which nothing tolerates`,
              expected: `${platformTolerations.map(({ key, value, effect }) => `${key}=${value}:${effect}`).join(", ")}, or a taint that a service tolerates`,
              fix: "correct the taint, or add it to the tolerations of the services that are to run there",
            },
          ],
    ),
  );
});

/** EKS takes no two taints of one key and effect. */
const uniqueTaintCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { taints }]) =>
    taints.flatMap((taint, i): Problem[] => {
      const first = taints.findIndex(({ key, effect }) => key === taint.key && effect === taint.effect);
      if (first === i) return [];
      return [
        {
          path: `${path}.taints[${i}]`,
          got: `${taint.key} with effect ${taint.effect}, as in ${path}.taints[${first}]`,
          expected: "every key and effect once",
          fix: "remove one of the two: a node has one value for them",
        },
      ];
    }),
  ),
);

/** CoreDNS and the controllers tolerate no taint, and they must run before anything else does. */
const warmCheck: Check = defineCheck(["cluster.nodeGroups"], ({ cluster }) => {
  const groups = groupsOf(cluster);
  if (groups.length === 0) return [];
  return roles.flatMap((role): Problem[] => {
    const open = groups.filter(([, { taints }]) => taints.every(({ effect }) => effect === "PreferNoSchedule"));
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
      return planRegionAddresses(region).subnets.private.flatMap((cidr, zone): Problem[] => {
        const need = needs[zone] ?? 0;
        const usable = addressesOf(rangeOf(cidr)) - reservedPerSubnet;
        if (need <= usable) return [];
        return [
          {
            path: region.subnets === undefined ? `regions[${r}].cidr` : `regions[${r}].subnets.private[${zone}]`,
            got: `${usable} addresses in the private subnet ${cidr} of ${region.zones[zone]}`,
            expected: `${need}: what all node groups there need at max`,
            fix: `lower max of the node groups, or ${roomIn(region)}`,
          },
        ];
      });
    }),
);

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedPerSubnet = 5;

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

export const nodeGroupChecks: readonly Check[] = [
  sizeCheck,
  spreadCheck,
  zoneSizeCheck,
  uniqueTypesCheck,
  sameSizeCheck,
  peakCheck,
  tolerationCheck,
  uniqueTaintCheck,
  maxPodsCheck,
  warmCheck,
  groupCountCheck,
  addressCheck,
];
