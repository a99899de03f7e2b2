import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { groupsOf } from "./groups-of";
import { platformTolerations } from "./platform-tolerations";

const tolerationCheck: Check = defineCheck(["cluster.nodeGroups.*", "services"], ({ cluster, services }) => {
  const tolerated = [...platformTolerations, ...Object.values(services).flatMap(({ tolerations }) => tolerations)];
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

export const taintChecks: readonly Check[] = [tolerationCheck, uniqueTaintCheck];
