/** Values of a chart as YAML has them. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainValues;

export interface PlainValues {
  readonly [key: string]: PlainValue;
}

/** Values over values, as Helm lays several files over each other: maps are merged, everything else is replaced. */
export function mergeValues(under: PlainValues, over: PlainValues): PlainValues {
  const merged = Object.entries(over).map(([key, value]): [string, PlainValue] => {
    const below = under[key];
    return [key, isMap(below) && isMap(value) ? mergeValues(below, value) : value];
  });
  return { ...under, ...Object.fromEntries(merged) };
}

export function isMap(value: PlainValue | undefined): value is PlainValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
