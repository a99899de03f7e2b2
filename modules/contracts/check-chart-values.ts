import { distance } from "fastest-levenshtein";
import { type ChartContract, type ChartKeys, type ChartType, isKeys } from "./chart-contract";

/** A value that a chart does not take. */
export interface ChartValueFlaw {
  /** Where it stands in the values. */
  readonly path: readonly string[];
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/** What in these values the chart does not know, or would take for something else. Most charts say nothing of either themselves. */
export function checkChartValues(contract: ChartContract, values: object): readonly ChartValueFlaw[] {
  return checkKeys(contract, contract.values, values, []);
}

function checkKeys(
  contract: ChartContract,
  keys: ChartKeys,
  values: object,
  at: readonly string[],
): readonly ChartValueFlaw[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = [...at, key];
    const type = Object.hasOwn(keys, key) ? keys[key] : undefined;
    return type === undefined ? [unknownKey(contract, keys, path)] : checkValue(contract, type, value, path);
  });
}

function checkValue(
  contract: ChartContract,
  type: ChartType,
  value: unknown,
  path: readonly string[],
): readonly ChartValueFlaw[] {
  // Helm takes a default away by null.
  if (value === null || type === "any") return [];
  if (isKeys(type) && shapeOf(value) === "map") return checkKeys(contract, type, value as object, path);
  const expected = isKeys(type) ? "map" : type;
  if (shapeOf(value) === expected || (expected === "scalar" && shapeOf(value) === "boolean")) return [];
  return [
    {
      path,
      got: `a ${wordOf(shapeOf(value))}`,
      expected: `a ${wordOf(expected)}, as ${nameOf(contract)} has it`,
      fix: "look at the values.yaml of the chart",
    },
  ];
}

type Shape = "boolean" | "scalar" | "list" | "map";

function shapeOf(value: unknown): Shape {
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "map" : "scalar";
}

function wordOf(shape: Shape): string {
  return shape === "scalar" ? "text or number" : shape;
}

function unknownKey(contract: ChartContract, keys: ChartKeys, path: readonly string[]): ChartValueFlaw {
  const key = path.at(-1) ?? "";
  const nearest = nearestOf(key, Object.keys(keys));
  return {
    path,
    got: "an unknown key",
    expected: nearest ?? `one of ${Object.keys(keys).join(", ")}, as ${nameOf(contract)} has them`,
    fix:
      nearest === undefined
        ? "look at the values.yaml of the chart"
        : "correct the key, or look at the values.yaml of the chart",
  };
}

/** The key that was meant, where one is near enough. */
function nearestOf(key: string, known: readonly string[]): string | undefined {
  const typos = (name: string) => distance(key.toLowerCase(), name.toLowerCase());
  const [nearest] = known.toSorted((a, b) => typos(a) - typos(b));
  return nearest !== undefined && typos(nearest) <= Math.min(3, nearest.length / 2) ? nearest : undefined;
}

function nameOf({ chart, version }: ChartContract): string {
  return `${chart} ${version}`;
}
