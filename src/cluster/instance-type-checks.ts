import { architectureOf, sizeOf } from "../../modules/instance-types/instance-type";
import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { repetitions } from "../config/repetition";
import { podsPerNode } from "./addresses-per-node";
import { groupsOf } from "./groups-of";
import type { NodeGroup } from "./node-group-plan";

const uniqueTypesCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, group]) =>
    listsOf(path, group).flatMap(({ path: at, types }) => repetitions(types, (i) => `${at}[${i}]`, "remove it")),
  ),
);

/** The lists of a group: what it has everywhere, and in place of that in some zones. */
function listsOf(path: string, group: NodeGroup) {
  return [
    { path: `${path}.instanceTypes`, types: group.instanceTypes },
    ...zonesOf(path, group).map(({ path: at, value }) => ({ path: at, types: value })),
  ];
}

function zonesOf(path: string, { instanceTypesByZone }: NodeGroup) {
  return entriesOf(["instanceTypesByZone"], instanceTypesByZone).map((entry) => ({
    ...entry,
    path: `${path}.${entry.path}`,
  }));
}

const knownZoneCheck: Check = defineCheck(["cluster.nodeGroups.*", "regions"], ({ cluster, regions }) => {
  const zones = regions.flatMap((region) => region.zones);
  return groupsOf(cluster).flatMap(([path, group]) =>
    zonesOf(path, group)
      .filter(({ name }) => !zones.includes(name))
      .map(
        ({ name, path: at }): Problem => ({
          path: at,
          got: JSON.stringify(name),
          expected: `a zone of the regions: ${zones.join(", ")}`,
          fix: "correct the zone id, or remove the entry",
        }),
      ),
  );
});

/** The autoscaler takes the first type of a group for all of them. */
const sameSizeCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, group]) => {
    const [first] = group.instanceTypes;
    if (first === undefined) return [];
    const expected = describe(first);
    return listsOf(path, group)
      .flatMap(({ path: at, types }) => types.map((type, i) => ({ path: `${at}[${i}]`, type, size: describe(type) })))
      .filter(({ size }) => size !== expected)
      .map(
        ({ path: at, type, size }): Problem => ({
          path: at,
          got: `"${type}" with ${size}`,
          expected: `the same as "${first}": ${expected}`,
          fix: "put types of other sizes into a group of their own: the autoscaler counts on equal nodes",
        }),
      );
  }),
);

function describe(instanceType: string): string {
  const { vcpus, memoryGiB } = sizeOf(instanceType);
  return `${vcpus} vCPU, ${memoryGiB} GiB, ${architectureOf(instanceType)}`;
}

/** Pods that the platform has on every node: of the add-ons vpc-cni, kube-proxy, eks-pod-identity-agent and ebs-csi-driver, and of monitoring. */
const podsOfPlatform = 5;

/** EKS itself never goes beyond, and addresses are counted by it. */
const maxPodsCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes, userData }]): Problem[] => {
    const maxPods = userData?.kubelet?.["maxPods"];
    const room = Math.min(...instanceTypes.map((type) => podsPerNode(sizeOf(type).vcpus)));
    const fits = Number.isInteger(maxPods) && Number(maxPods) > podsOfPlatform && Number(maxPods) <= room;
    if (maxPods === undefined || fits) return [];
    return [
      {
        path: `${path}.userData.kubelet.maxPods`,
        got: JSON.stringify(maxPods),
        expected: `a whole number from ${podsOfPlatform + 1} to ${room}: the platform has ${podsOfPlatform} pods on every node, and EKS runs ${room} on these instance types`,
        fix: "correct it, or remove it",
      },
    ];
  }),
);

export const instanceTypeChecks: readonly Check[] = [uniqueTypesCheck, knownZoneCheck, sameSizeCheck, maxPodsCheck];
