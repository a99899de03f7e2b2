import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOutput } from "../../src/output/output-changes";

const none = { written: [], overwritten: [], swept: [], left: [] };

/** What happens to one file, by what this synth writes, what the last one wrote and what stands there. */
function decide(next?: string, recorded?: string, present?: string) {
  const of = (digest?: string) => new Map(digest === undefined ? [] : [["file", digest]]);
  const changes = compareOutput({ next: of(next), recorded: of(recorded), present: of(present) });
  return Object.entries(changes).flatMap(([list, paths]) => (paths.length > 0 ? [list] : []));
}

describe("compareOutput", () => {
  it.each([
    ["is new", decide("new"), ["written"]],
    ["is as it was", decide("a", "a", "a"), []],
    ["has other bytes now", decide("b", "a", "a"), ["written"]],
    ["was deleted by somebody", decide("a", "a"), ["written"]],
    ["was changed by somebody", decide("a", "a", "mine"), ["written", "overwritten"]],
    ["was changed by somebody to what is written now", decide("b", "a", "b"), []],
    ["stands where nobody recorded one", decide("a", undefined, "mine"), ["written", "overwritten"]],
    ["stands there already, though nobody recorded it", decide("a", undefined, "a"), []],
    ["is of an earlier selection", decide(undefined, "a", "a"), ["swept"]],
    ["is of an earlier selection and gone", decide(undefined, "a"), []],
    ["is of an earlier selection and was changed by somebody", decide(undefined, "a", "mine"), ["left"]],
    ["is nobody's", decide(undefined, undefined, "mine"), []],
  ])("a file that %s", (_, lists, expected) => {
    expect(lists).toEqual(expected);
  });

  it("sweeps only what is recorded, stands there with the same bytes, and is not written", () => {
    const digests = fc
      .dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom("1", "2"))
      .map((files) => new Map(Object.entries(files)));
    fc.assert(
      fc.property(digests, digests, digests, (next, recorded, present) => {
        const { written, overwritten, swept, left } = compareOutput({ next, recorded, present });
        for (const path of swept) {
          expect([next.has(path), present.get(path)]).toEqual([false, recorded.get(path)]);
        }
        expect(new Set([...written, ...swept, ...left]).size).toBe(written.length + swept.length + left.length);
        expect(written).toEqual(expect.arrayContaining([...overwritten]));
        // Afterwards stands what is written, and everything else that stood there but for what was swept.
        const after = new Map([...present, ...written.map((path) => [path, next.get(path)] as const)]);
        for (const path of swept) after.delete(path);
        for (const [path, digest] of next) expect(after.get(path)).toBe(digest);
      }),
    );
  });

  it("does nothing the second time", () => {
    const files = new Map([["stacks/a/cdk.tf.json", "1"]]);
    expect(compareOutput({ next: files, recorded: files, present: files })).toEqual(none);
  });
});
