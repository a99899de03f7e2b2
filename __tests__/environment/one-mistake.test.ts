import fc from "fast-check";
import { expect, it } from "vitest";
import { valueAt } from "../../src/config/value-at";
import { problemsOf, transit } from "../literals";

type Path = readonly (string | number)[];

/** Where everything stands that a value has, but itself. */
function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return steps.flatMap((step) => [
    [...at, step],
    ...placesOf((value as Record<string | number, unknown>)[step], [...at, step]),
  ]);
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((element, i) => (i === step ? replaced(element, rest, by) : element));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [step]: replaced(record[step], rest, by) };
}

it("one value that is wrong is one problem, wherever it stands", () => {
  const wrong = fc.constantFrom<unknown>(
    null,
    "",
    "*",
    "aws:x",
    "x".repeat(300),
    "0.0.0.0/0",
    [],
    ["x"],
    {},
    -1,
    1.5,
    1e12,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...placesOf(transit).filter((path) => typeof valueAt(transit, path) !== "object")),
      wrong,
      (path, value) => {
        const problems = problemsOf(replaced(transit, path, value) as Readonly<Record<string, unknown>>);
        expect(problems.slice(1)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

it("what is no data is one problem, whatever needs it", () => {
  for (const path of placesOf(transit)) {
    const problems = problemsOf(replaced(transit, path, () => "later") as Readonly<Record<string, unknown>>);
    expect(problems.map(({ got }) => got)).toEqual(["a function"]);
  }
});
