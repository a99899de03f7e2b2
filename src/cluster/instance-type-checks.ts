import { architectureOf, sizeOf } from "../../modules/instance-types/instance-type";
import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { repetitions } from "../config/repetition";
import { podsPerNode } from "./addresses-per-node";
import { groupsOf } from "./groups-of";

const uniqueTypesCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes }]) =>
    repetitions(instanceTypes, (i) => `${path}.instanceTypes[${i}]`, "remove it"),
  ),
);

/** The autoscaler takes the first type of a group for all of them. */
const sameSizeCheck: Check = defineCheck(["cluster.nodeGroups.*"], ({ cluster }) =>
  groupsOf(cluster).flatMap(([path, { instanceTypes }]) => {
    const [first, ...others] = instanceTypes;
    if (first === undefined) return [];
    const expected = describe(first);
    return others
      .map((type, i) => ({ path: `${path}.instanceTypes[${i + 1}]`, type, size: describe(type) }))
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

export const instanceTypeChecks: readonly Check[] = [uniqueTypesCheck, sameSizeCheck, maxPodsCheck];
