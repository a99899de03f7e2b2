import { formatTaint } from "../cluster/format-taint";
import type { NodeGroup } from "../cluster/node-group-plan";
import { isMap, type PlainValue, type PlainValues } from "./plain-values";
import type { ValueFlaw } from "./value-flaws";

type Taint = NodeGroup["taints"][number];

/** Tolerations that let a pod run nowhere where it could not run before: a typo in one of them shows as pods that find no node. */
export function findTolerationFlaws(values: PlainValues, taints: readonly Taint[]): readonly ValueFlaw[] {
  const known = [...new Set(taints.map(formatTaint))];
  return tolerationsIn(values, [])
    .filter(({ toleration }) => !isKubernetesOwn(toleration) && !taints.some((taint) => tolerates(toleration, taint)))
    .map(({ path, toleration }) => ({
      path,
      got: JSON.stringify(toleration),
      expected:
        known.length === 0
          ? "no toleration: no node group has a taint"
          : `a toleration of a taint: ${known.join(", ")}`,
      fix: "correct the toleration, or add the taint to a node group of cluster.nodeGroups",
    }));
}

interface PlacedToleration {
  readonly path: readonly PropertyKey[];
  readonly toleration: PlainValues;
}

function tolerationsIn(value: PlainValue, path: readonly PropertyKey[]): readonly PlacedToleration[] {
  if (Array.isArray(value)) return value.flatMap((one: PlainValue, i) => tolerationsIn(one, [...path, i]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const at = [...path, key];
    if (key !== "tolerations" || !Array.isArray(one)) return tolerationsIn(one, at);
    return one.flatMap((toleration: PlainValue, i) => (isMap(toleration) ? [{ path: [...at, i], toleration }] : []));
  });
}

/** Taints that Kubernetes and its add-ons set, and the toleration of everything. */
function isKubernetesOwn({ key, operator }: PlainValues): boolean {
  if (key === undefined || key === "") return operator === "Exists";
  return (
    typeof key === "string" &&
    /^(node\.kubernetes\.io|node\.cloudprovider\.kubernetes\.io)\/|^CriticalAddonsOnly$/.test(key)
  );
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerates({ key, operator = "Equal", value = "", effect = "" }: PlainValues, taint: Taint): boolean {
  return (
    key === taint.key && (operator === "Exists" || value === taint.value) && (effect === "" || effect === taint.effect)
  );
}
