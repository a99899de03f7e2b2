import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canResolve, meets } from "../../modules/contracts/version-constraint";

describe("canResolve", () => {
  it.each([
    [[">= 6.28, < 7", ">= 6.28"], true],
    [[">= 6.28, < 7", "~> 6.30"], true],
    [[">= 6.28, < 7", "~> 5.0"], false],
    [["6.28.0", ">= 6.28"], true],
    [["= 6.27.0", ">= 6.28"], false],
    [["~> 6.28.1", ">= 6.29"], false],
    [["~> 6.28", ">= 6.99"], true],
    [[">= 1.11.1", ">= 1.0"], true],
    [["< 6", ">= 5", "~> 5.80"], true],
    [["< 6", ">= 5", ">= 6"], false],
    [[], true],
    // Each alone, too.
    [[">= 6.28, < 6.0"], false],
    [["= 6.30.0, = 6.31.0"], false],
    [[">= 6.28, != 6.29.0"], true],
    // 6.28 is 6.28.0, and not every 6.28.
    [["= 6.28", ">= 6.28.1"], false],
    [["<= 6.28", "> 6.28"], false],
    [["~> 0.9", ">= 0.10"], true],
    [["~> 6", ">= 7"], true],
    // Nothing but prereleases is between these two, and Terraform takes none.
    [["> 2.2", "< 2.2.1"], false],
    [["> 2.2, < 2.2.2", "!= 2.2.1"], false],
    [[">= 2.2, < 2.3", "!= 2.2.0"], true],
  ])("%j: %s", (constraints, expected) => {
    expect(canResolve(...constraints)).toBe(expected);
  });

  it("refuses what is no constraint", () => {
    expect(() => canResolve("latest", ">= 6")).toThrow("not a version constraint: latest");
  });
});

it("versions that meet all constraints are there exactly where some can be resolved", () => {
  const part = fc.integer({ min: 0, max: 2 });
  const constraint = fc
    .array(
      fc
        .tuple(fc.constantFrom(">=", "<=", ">", "<", "=", "~>", "!="), fc.array(part, { minLength: 1, maxLength: 3 }))
        .map(([operator, version]) => `${operator} ${version.join(".")}`),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join(", "));
  // Far enough beyond every bound, and between each two of them.
  const numbers = [0, 1, 2, 3, 4];
  const versions = numbers.flatMap((a) => numbers.flatMap((b) => numbers.map((c) => `${a}.${b}.${c}`)));
  fc.assert(
    fc.property(constraint, constraint, (one, other) => {
      const met = versions.some((version) => meets(version, one) && meets(version, other));
      expect(canResolve(one, other)).toBe(met);
    }),
  );
});

describe("meets", () => {
  it.each([
    ["6.28.0", ">= 6.28, < 7", true],
    ["6.27.9", ">= 6.28, < 7", false],
    ["7.0.0", ">= 6.28, < 7", false],
    ["6.99.0", "~> 6.28", true],
    ["7.0.0", "~> 6.28", false],
    ["6.28.9", "~> 6.28.1", true],
    ["6.29.0", "~> 6.28.1", false],
    ["1.11.4", ">= 1.11.1", true],
    ["6.29.0", ">= 6.28, != 6.29.0", false],
    ["6.29.1", ">= 6.28, != 6.29", true],
    ["6.28.1", "> 6.28", true],
    ["6.28.1", "6.28", false],
    ["0.10.0", "~> 0.9", true],
    ["6.8.0", "= 6.08", true],
  ])("%s against %s: %s", (version, constraint, expected) => {
    expect(meets(version, constraint)).toBe(expected);
  });
});
