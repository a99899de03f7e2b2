import { describe, expect, it } from "vitest";
import { digestOf, formatRecord, parseRecord } from "../../src/output/output-record";

const digest = digestOf("text");

describe("a record", () => {
  it("says the same of the same files in any order, sorted", () => {
    const files: readonly (readonly [string, string])[] = [
      ["stacks/prod-state/cdk.tf.json", digest],
      ["manifest.json", digest],
    ];
    const expected = `{
  "files": {
    "manifest.json": "${digest}",
    "stacks/prod-state/cdk.tf.json": "${digest}"
  }
}
`;
    expect(formatRecord(new Map(files))).toBe(expected);
    expect(formatRecord(new Map(files.toReversed()))).toBe(expected);
    expect(parseRecord(expected)).toEqual(new Map(files));
  });

  it.each([
    ["is cut off", `{ "files": {`],
    ["is empty", ""],
    ["has no files", "{}"],
    ["has digests that are none", `{ "files": { "manifest.json": 1 } }`],
  ])("that %s is none", (_, text) => {
    expect(parseRecord(text)).toBeUndefined();
  });

  it.each(["../main.ts", "/etc/passwd", "stacks/../../main.ts", "stacks", "main.ts", "stacks//x", "stacks/./x"])(
    "is not believed about %s, which synth never writes",
    (path) => {
      expect(parseRecord(JSON.stringify({ files: { [path]: digest } }))).toEqual(new Map());
    },
  );
});
