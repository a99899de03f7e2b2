import { describe, expect, it } from "vitest";
import { findMismatches } from "../../modules/contracts/check-value";
import { parseTypeExpression } from "../../modules/contracts/type-expression";

/** An expression of Terraform. */
const reference = (expression: string) => `\${${expression}}`;

const mismatches = (value: unknown, type: string) => findMismatches(value, parseTypeExpression(type));

describe("a value that Terraform converts", () => {
  it.each([
    ["a", "string"],
    [1, "string"],
    [true, "string"],
    [1.5, "number"],
    ["1.5", "number"],
    [true, "bool"],
    ["false", "bool"],
    [null, "string"],
    [null, "object({ a = string })"],
    [{ x: [1, "y"] }, "any"],
    [reference("module.vpc.vpc_id"), "list(number)"],
    [reference('join(",", [\n])'), "number"],
    [["a", 1], "list(string)"],
    [["a"], "set(string)"],
    [["a", reference("var.b")], "list(string)"],
    [{ a: 1 }, "map(number)"],
    [["a", 1], "tuple([string, number])"],
    [{ a: "x" }, "object({ a = string, b = optional(number) })"],
    [{ a: "x", b: null }, "object({ a = string, b = optional(number) })"],
  ])("%j fits %s", (value, type) => {
    expect(mismatches(value, type)).toEqual([]);
  });
});

describe("a value that Terraform refuses or cuts", () => {
  it.each([
    [["a"], "string", "", '["a"]', "string"],
    ["x", "number", "", '"x"', "number"],
    ["", "number", "", '""', "number"],
    [" ", "number", "", '" "', "number"],
    [true, "number", "", "true", "number"],
    ["yes", "bool", "", '"yes"', "bool"],
    [1, "bool", "", "1", "bool"],
    [`id-${reference("var.a")}`, "number", "", `"id-${reference("var.a")}"`, "number"],
    ["a", "list(string)", "", '"a"', "list"],
    [{ a: 1 }, "set(string)", "", '{"a":1}', "set"],
    [["a"], "map(string)", "", '["a"]', "map"],
    [["a", ["b"]], "list(string)", "[1]", '["b"]', "string"],
    [{ "a.b": "x" }, "map(number)", '["a.b"]', '"x"', "number"],
    [["a"], "tuple([string, number])", "", '["a"]', "a tuple of 2"],
    [["a", "b"], "tuple([string, number])", "[1]", '"b"', "number"],
    ["a", "object({ a = string })", "", '"a"', "object"],
    [{}, "object({ a = string })", ".a", "nothing", "a value: the attribute is required"],
    [{ a: "x", c: 1 }, "object({ a = string })", ".c", "an unknown attribute", "one of a"],
    [
      { a: { b: [{ c: "x" }] } },
      "object({ a = object({ b = list(object({ c = number })) }) })",
      ".a.b[0].c",
      '"x"',
      "number",
    ],
  ])("%j does not fit %s", (value, type, path, got, expected) => {
    expect(mismatches(value, type)).toEqual([{ path, got, expected }]);
  });

  it("is reported in every place at once", () => {
    const type = "map(object({ a = string, b = optional(number) }))";
    expect(mismatches({ x: { b: "y" }, z: { a: "1", d: 0 } }, type).map(({ path }) => path)).toEqual([
      '["x"].a',
      '["x"].b',
      '["z"].d',
    ]);
  });
});
