import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOutput } from "../../src/output/output-changes";
import { guardedStacks, planMoves } from "../../src/output/planned-moves";

const ids = ["a", "b", "c", "d"] as const;
const configurationOf = (id: string) => `stacks/${id}/cdk.tf.json`;

/** Stacks with the age of their configuration, which is the digest too. */
const stacksOf = (...ages: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...ages)).map((stacks) => {
    const entries = Object.entries(stacks).map(([id, age]) => [configurationOf(id), age] as const);
    return new Map(entries);
  });

describe("planMoves", () => {
  it("has old or new stacks for Terraform after each move, never both, and ends with all that is new", () => {
    fc.assert(
      fc.property(stacksOf("old", "same"), stacksOf("new", "same"), (present, next) => {
        const changes = compareOutput({ next, recorded: present, present });
        const moves = planMoves(changes, present);
        const guards = guardedStacks(changes, present).map((id) => [`.synth/guards/${id}.tf`, "guard"] as const);
        const staged = [...next].map(([path, age]) => [`.synth/new/${path}`, age] as const);
        const files = new Map([...present, ...guards, ...staged]);
        for (const { from, to } of moves) {
          expect([files.has(from), files.has(to)]).toEqual([true, false]);
          files.set(to, files.get(from) ?? "");
          files.delete(from);
          const taken = ids.filter((id) => !files.has(`stacks/${id}/unfinished-synth.tf`));
          const ages = new Set(taken.map((id) => files.get(configurationOf(id))));
          expect([...ages].filter((age) => age === "old" || age === "new").length).toBeLessThan(2);
          // Without its configuration, a file of somebody's own beside it would be the whole stack.
          const lasting = taken.filter((id) => present.has(configurationOf(id)) && next.has(configurationOf(id)));
          expect(lasting.filter((id) => !files.has(configurationOf(id)))).toEqual([]);
        }
        const ended = [...files].filter(([path]) => !path.startsWith(".synth/"));
        expect(new Map(ended)).toEqual(next);
      }),
    );
  });

  it("does nothing where nothing changes", () => {
    const files = new Map([[configurationOf("a"), "same"]]);
    expect(planMoves(compareOutput({ next: files, recorded: files, present: files }), files)).toEqual([]);
  });
});
