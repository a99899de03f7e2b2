import { describe, expect, it } from "vitest";
import { problemsOf, prod } from "../literals";
import { central, historyOf, west } from "./histories";

const created = { step: "created", writer: west };
const promoted = { step: "promoted", writer: central };
const rebuilding = { step: "rebuilding" };
const steady = { step: "steady" };

const problemsAfter = (...history: readonly object[]) => problemsOf({ database: { ...prod.database, history } });

const promote = 'database-promotion.md, "3. Promote"';
const rebuild = 'database-failback.md, "3. Rebuild"';
const letGo = 'database-failback.md, "4. Verify, then let go of the old instance"';

/** A step in the wrong place: what stands there, and what must come right before. */
const misplaced = (at: number, step: string, previous: string, missing: string, way: string) => ({
  path: `database.history[${at}]`,
  got: `"${step}" after ${previous}`,
  expected: `${missing} right before "${step}"`,
  fix: `take the step ${missing} first, apply it, then append this one; see docs/runbooks/${way}`,
});

describe("a history", () => {
  it.each(Array.from({ length: 9 }, (_, i) => i + 1))(
    "may have %i steps in their order, from either region",
    (length) => {
      expect(problemsAfter(...historyOf(length, west))).toEqual([]);
      expect(problemsAfter(...historyOf(length, central))).toEqual([]);
    },
  );

  it("must not be empty", () => {
    expect(problemsAfter()).toEqual([
      {
        path: "database.history",
        got: "no step",
        expected: 'the step { step: "created", writer: "<region>" } first',
        fix: "name the region that takes writes at first, usually the primary",
      },
    ]);
  });

  it.each([
    ["start with a promotion", [promoted], misplaced(0, "promoted", "nothing", "created", letGo)],
    ["start with steady", [steady], misplaced(0, "steady", "nothing", "created", rebuild)],
    [
      "have two promotions in a row",
      [created, promoted, { step: "promoted", writer: west }],
      misplaced(2, "promoted", "promoted", "created or steady", letGo),
    ],
    [
      "rebuild what was not promoted",
      [created, rebuilding],
      misplaced(1, "rebuilding", "created", "promoted", promote),
    ],
    [
      "be steady without rebuilding",
      [created, promoted, steady],
      misplaced(2, "steady", "promoted", "rebuilding", rebuild),
    ],
    [
      "be steady twice",
      [created, promoted, rebuilding, steady, steady],
      misplaced(4, "steady", "steady", "rebuilding", rebuild),
    ],
    [
      "promote what is still being rebuilt",
      [created, promoted, rebuilding, { step: "promoted", writer: west }],
      misplaced(3, "promoted", "rebuilding", "created or steady", letGo),
    ],
  ])("must not %s", (_, history, problem) => {
    expect(problemsAfter(...history)).toEqual([problem]);
  });

  it.each([
    ["right away", [created, created], 1, "created"],
    ["after a promotion", [created, promoted, created], 2, "promoted"],
  ])("must not create the database twice: %s", (_, history, at, previous) => {
    expect(problemsAfter(...history)).toEqual([
      {
        path: `database.history[${at}]`,
        got: `"created" after ${previous}`,
        expected: 'nothing right before "created"',
        fix: "a database is created once: start its history with this step, and never remove one",
      },
    ]);
  });

  it("has all its problems told at once", () => {
    expect(problemsAfter(created, rebuilding, steady, steady).map(({ path }) => path)).toEqual([
      "database.history[1]",
      "database.history[3]",
    ]);
  });
});

describe("the writer of a step", () => {
  const oneOf = {
    got: '"us-east-1"',
    expected: "one of the environment's regions: eu-west-1, eu-central-1",
    fix: "name the region whose instance takes the writes",
  };

  it.each([
    ["created", [{ step: "created", writer: "us-east-1" }], 0],
    ["promoted", [created, { step: "promoted", writer: "us-east-1" }], 1],
  ])("must be one of the two regions: %s", (_, history, at) => {
    expect(problemsAfter(...history)).toEqual([{ ...oneOf, path: `database.history[${at}].writer` }]);
  });

  it.each([
    [[created, { step: "promoted", writer: west }], 1, west, central],
    [[created, promoted, rebuilding, steady, promoted], 4, central, west],
  ])("must not be promoted where it is the writer already (%#)", (history, at, writer, other) => {
    expect(problemsAfter(...history)).toEqual([
      {
        path: `database.history[${at}].writer`,
        got: `"${writer}", which is the writer already`,
        expected: "the region of the replica: it is what can be promoted",
        fix: `name ${other}`,
      },
    ]);
  });
});

describe("the shape of a step", () => {
  it.each([
    [
      "a step that does not exist",
      [{ step: "failover", writer: west }],
      {
        path: "database.history[0].step",
        got: '"failover"',
        expected: 'one of "created", "promoted", "rebuilding", "steady"',
        fix: "correct database.history[0].step",
      },
    ],
    [
      "a writer for a step that has none",
      [created, promoted, { ...rebuilding, writer: west }],
      {
        path: "database.history[2].writer",
        got: "an unknown field",
        expected: "one of step",
        fix: "correct the field's name or remove it",
      },
    ],
    [
      "no writer for a step that has one",
      [{ step: "created" }],
      {
        path: "database.history[0].writer",
        got: "nothing",
        expected: "a string",
        fix: "add database.history[0].writer",
      },
    ],
  ])("must not be %s", (_, history, problem) => {
    expect(problemsAfter(...history)).toEqual([problem]);
  });
});
