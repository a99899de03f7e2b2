import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formatPath, formatValue, schemaProblems } from "../../src/config/schema-problems";

describe("formatPath", () => {
  it.each([
    [["name"], "name"],
    [["regions", 1, "cidr"], "regions[1].cidr"],
    [["peers", 0], "peers[0]"],
    [["flowLogs", "retentionDays"], "flowLogs.retentionDays"],
    [["nodeGroups", "my-group", "labels", "example.com/team"], 'nodeGroups["my-group"].labels["example.com/team"]'],
    [["tags", "1st"], 'tags["1st"]'],
    [["tags", "Größe"], "tags.Größe"],
    [[], ""],
  ])("writes %j as %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("formatValue", () => {
  it.each([
    ["undefined", undefined, "nothing"],
    ["null", null, "null"],
    ["a text", "eu-west-1", '"eu-west-1"'],
    ["a number", 10, "10"],
    ["no number", Number.NaN, "NaN"],
    ["a number without end", Number.POSITIVE_INFINITY, "Infinity"],
    ["a number that JSON does not know", { max: 6n }, '{"max":"6"}'],
    ["a list", ["a", 1], '["a",1]'],
    ["a function, which JSON does not know", String, String(String)],
    ["a text of 78 characters in full", "x".repeat(78), `"${"x".repeat(78)}"`],
    ["a longer text cut to 80 characters", "x".repeat(79), `"${"x".repeat(76)}...`],
  ])("writes %s", (_, value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe("schemaProblems", () => {
  const problemsWith = (schema: z.ZodType, value: unknown) =>
    schemaProblems(schema, value, schema.safeParse(value).error?.issues ?? []);

  it("lists the known fields through defaults, pipes, lists and unions", () => {
    const inner = z.strictObject({ size: z.number().optional() });
    const schema = z.strictObject({
      list: z.array(inner).default([]),
      piped: inner.prefault({}).transform((value) => value),
      either: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("a"), left: z.string().optional() }),
        z.strictObject({ kind: z.literal("b"), right: z.string().optional() }),
      ]),
    });
    const problems = problemsWith(schema, { list: [{ x: 1 }], piped: { y: 1 }, either: { kind: "a", z: 1 } });
    expect(problems.map(({ path, expected }) => [path, expected])).toEqual([
      ["list[0].x", "one of size"],
      ["piped.y", "one of size"],
      ["either.z", "one of kind, left"],
    ]);
  });

  it("lists the kinds that there are", () => {
    const kind = z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("a") }),
      z.strictObject({ kind: z.literal("b") }),
    ]);
    expect(problemsWith(z.strictObject({ either: kind }), { either: { kind: "c" } })).toEqual([
      { path: "either.kind", got: '"c"', expected: 'one of "a", "b"', fix: "correct either.kind" },
    ]);
  });

  it("says that an object without fields takes none", () => {
    expect(problemsWith(z.strictObject({}), { a: 1 })).toMatchObject([{ path: "a", expected: "no field here" }]);
  });

  it("finds nothing in a value that fits", () => {
    expect(problemsWith(z.strictObject({ a: z.string() }), { a: "b" })).toEqual([]);
  });
});
