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
  ])("%j: %s", (constraints, expected) => {
    expect(canResolve(...constraints)).toBe(expected);
  });

  it("refuses what is no constraint", () => {
    expect(() => canResolve("latest", ">= 6")).toThrow("not a version constraint: latest");
  });
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
  ])("%s against %s: %s", (version, constraint, expected) => {
    expect(meets(version, constraint)).toBe(expected);
  });
});
