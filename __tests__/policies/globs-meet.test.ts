import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globsMeet } from "./globs-meet";

describe("two patterns", () => {
  it.each([
    ["a", "a", true],
    ["a", "b", false],
    ["", "", true],
    ["", "*", true],
    ["a*", "*b", true],
    ["a*c", "*b*", true],
    ["a*", "b*", false],
    ["volume/*", "volume/vol-1", true],
    ["volume/*", "instance/*", false],
    ["arn:*:kms:*:*:key/*", "*", true],
  ])("%j and %j", (a, b, meet) => {
    expect(globsMeet(a, b)).toBe(meet);
    expect(globsMeet(b, a)).toBe(meet);
  });

  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });

  it("meet wherever a text without a wildcard matches both", () => {
    const matches = (glob: string, text: string) => new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(text);
    fc.assert(
      fc.property(pattern, pattern, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }), (a, b, text) => {
        if (matches(a, text) && matches(b, text)) expect(globsMeet(a, b)).toBe(true);
        expect(globsMeet(a, text)).toBe(matches(a, text));
      }),
    );
  });
});
