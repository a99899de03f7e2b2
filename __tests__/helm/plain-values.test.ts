import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeValues, type PlainValues } from "../../src/helm/plain-values";

const values = fc.dictionary(
  fc.constantFrom("a", "b", "c"),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { noNullPrototype: true }),
    ),
  })).value,
  { noNullPrototype: true },
) as fc.Arbitrary<PlainValues>;

describe("values over values", () => {
  it.each<[string, PlainValues, PlainValues, PlainValues]>([
    ["maps are merged", { a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { b: 1, c: 3 } }],
    ["lists are replaced", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["a map replaces what is none", { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ["what is none replaces a map", { a: { b: 2 } }, { a: false }, { a: false }],
    ["null stays, as Helm takes a default away by it", { a: { b: 2 } }, { a: { b: null } }, { a: { b: null } }],
    ["what is below alone stays where it was", { a: 1, b: 2 }, { b: 3, c: 4 }, { a: 1, b: 3, c: 4 }],
  ])("%s", (_, under, over, merged) => {
    expect(mergeValues(under, over)).toEqual(merged);
  });

  it("change nothing where they are the same or none, and change no argument", () => {
    fc.assert(
      fc.property(values, (one) => {
        const before = JSON.stringify(one);
        expect(mergeValues(one, one)).toEqual(one);
        expect(mergeValues(one, {})).toEqual(one);
        expect(mergeValues({}, one)).toEqual(one);
        expect(JSON.stringify(one)).toBe(before);
      }),
    );
  });

  it("come out the same whichever two of three are laid over each other first, unless a map meets what is none", () => {
    const flat = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer(), { noNullPrototype: true });
    const nested = fc.dictionary(fc.constantFrom("x", "y"), flat, { noNullPrototype: true });
    fc.assert(
      fc.property(nested, nested, nested, (a, b, c) => {
        expect(mergeValues(mergeValues(a, b), c)).toEqual(mergeValues(a, mergeValues(b, c)));
      }),
    );
  });
});
