import type { Problem } from "./problem";

/** Every name that stands in a list before, as a problem at its own path. */
export function repetitions(
  names: readonly string[],
  pathOf: (index: number) => string,
  fix: string,
): readonly Problem[] {
  return names
    .map((name, i) => ({ path: pathOf(i), name, isFirst: names.indexOf(name) === i }))
    .filter(({ isFirst }) => !isFirst)
    .map(({ path, name }) => ({
      path,
      got: `${JSON.stringify(name)}, a second time`,
      expected: "every name once",
      fix,
    }));
}
