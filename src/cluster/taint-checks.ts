import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import { formatTaint } from "./format-taint";
import { groupsOf } from "./groups-of";
import { platformTolerations } from "./platform-tolerations";

const tolerationCheck: Check = defineCheck(["cluster.nodeGroups.*", "services"], ({ cluster, services }) => {
  const ofServices = Object.values(services).flatMap(({ tolerations }) => tolerations);
  const tolerated = new Set([...platformTolerations, ...ofServices].map(formatTaint));
  return groupsOf(cluster).flatMap(([path, { taints }]) =>
    taints
      .map((taint, i) => ({ path: `${path}.taints[${i}]`, taint: formatTaint(taint) }))
      .filter(({ taint }) => !tolerated.has(taint))
      .map(
        ({ path: at, taint }): Problem => ({
          path: at,
          got: `${taint}, which nothing tolerates`,
          expected: `${platformTolerations.map(formatTaint).join(", ")}, or a taint that a service tolerates`,
          fix: "correct the taint, or add it to the tolerations of the services that are to run there",
        }),
      ),
  );
});

/** A service that tolerates what no node has was meant to run somewhere else than it does. */
const matchedTolerationCheck: Check = defineCheck(["cluster.nodeGroups.*", "services.*"], ({ cluster, services }) => {
  if (cluster === undefined) return [];
  const taints = new Set(groupsOf(cluster).flatMap(([, group]) => group.taints.map(formatTaint)));
  return entriesOf(["services"], services).flatMap(({ path, value: { tolerations } }) =>
    tolerations
      .map((toleration, i) => ({ path: `${path}.tolerations[${i}]`, taint: formatTaint(toleration) }))
      .filter(({ taint }) => !taints.has(taint))
      .map(
        ({ path: at, taint }): Problem => ({
          path: at,
          got: `${taint}, a taint that no node group has`,
          expected: taints.size === 0 ? "no toleration: no node group has a taint" : `one of ${[...taints].join(", ")}`,
          fix: "correct the toleration, or give the taint to the node group that the service is to run on",
        }),
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

export const taintChecks: readonly Check[] = [tolerationCheck, matchedTolerationCheck, uniqueTaintCheck];
