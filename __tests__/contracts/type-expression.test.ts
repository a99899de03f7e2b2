import { describe, expect, it } from "vitest";
import { parseTypeExpression } from "../../modules/contracts/type-expression";

describe("a type", () => {
  it.each([
    ["string", "string"],
    ["number", "number"],
    ["bool", "bool"],
    ["any", "dynamic"],
    ["list(string)", ["list", "string"]],
    ["set(number)", ["set", "number"]],
    ["map(any)", ["map", "dynamic"]],
    ["map(list(string))", ["map", ["list", "string"]]],
    ["tuple([string, number])", ["tuple", ["string", "number"]]],
    ["tuple([])", ["tuple", []]],
    ["object({})", ["object", {}, []]],
    ["object({ a = string, b = number })", ["object", { a: "string", b: "number" }, []]],
    ["object({\n  a = string\n  b = number\n})", ["object", { a: "string", b: "number" }, []]],
    ['object({ "a-b" : string })', ["object", { "a-b": "string" }, []]],
    ["  list ( string )  ", ["list", "string"]],
  ])("%j is read", (text, type) => {
    expect(parseTypeExpression(text)).toEqual(type);
  });
});

describe("optional attributes", () => {
  it.each([
    ["without a default", "object({ a = optional(string) })", ["object", { a: "string" }, ["a"]]],
    [
      "with a text",
      'object({ a = optional(string, "x"), b = number })',
      ["object", { a: "string", b: "number" }, ["a"]],
    ],
    [
      "with a text that holds parentheses, braces and an escaped quote",
      'object({ a = optional(string, "(]}\\")"), b = bool })',
      ["object", { a: "string", b: "bool" }, ["a"]],
    ],
    [
      "with a nested expression",
      'object({ a = optional(map(string), { x = [1, (2)], y = "z" }), b = bool })',
      ["object", { a: ["map", "string"], b: "bool" }, ["a"]],
    ],
    [
      "inside each other",
      "object({ a = optional(object({ b = optional(list(string), []) }), {}) })",
      ["object", { a: ["object", { b: ["list", "string"] }, ["b"]] }, ["a"]],
    ],
    [
      "beside an attribute whose name starts with optional",
      "object({ optional_a = optional(string), optional = number })",
      ["object", { optional_a: "string", optional: "number" }, ["optional_a"]],
    ],
  ])("%s", (_, text, type) => {
    expect(parseTypeExpression(text)).toEqual(type);
  });
});

describe("comments", () => {
  it.each([
    ["# to the end of the line", "object({ # why\n a = string # because\n})"],
    ["// to the end of the line", "object({ // list(\n a = string // )\n})"],
    ["between /* and */", "/* a */ object({ /* { */ a /* = */ = string })"],
  ])("%s are skipped", (_, text) => {
    expect(parseTypeExpression(text)).toEqual(["object", { a: "string" }, []]);
  });
});

describe("what is no type", () => {
  it.each([
    ["an unknown word", "text", "not a Terraform type: text in text"],
    ["nothing", "", "expected a type at: "],
    ["a list of nothing", "list()", "expected a type at: )"],
    ["a list without parentheses", "list", "expected ( at: "],
    ["an open list", "list(string", "expected ) at: "],
    ["an object without braces", "object(string)", "expected { at: string)"],
    ["an attribute without a type", "object({ a })", "expected = at: })"],
    ["an open default", 'object({ a = optional(string, "x"', "expected a closing parenthesis at: "],
    ["an unclosed text", 'object({ a = optional(string, "x) })', "expected a closing parenthesis at: "],
    ["a tuple without brackets", "tuple(string)", "expected [ at: string)"],
    ["something behind it", "string, number", "unexpected text behind a Terraform type: , number"],
  ])("%s is refused", (_, text, message) => {
    expect(() => parseTypeExpression(text)).toThrow(message);
  });
});
