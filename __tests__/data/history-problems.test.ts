import { describe, expect, it } from "vitest";
import { problemsOf, prod } from "../literals";
import { central, historyOf, livesOf, west } from "./histories";

const created = { step: "created", writer: west, engineVersion: "17" };
const promoted = { step: "promoted", writer: central };
const rebuilding = { step: "rebuilding" };
const steady = { step: "steady" };

const problemsAfter = (...history: readonly object[]) => problemsOf({ database: { ...prod.database, history } });

const lost = { step: "replica-lost" };
const upgraded = { step: "upgraded", engineVersion: "18" };

const first = "created, with which every history starts,";
const promote = 'promoted (the writer is lost: docs/runbooks/database-promotion.md, "3. Promote")';
const rebuild = 'rebuilding (docs/runbooks/database-failback.md, "3. Rebuild")';
const settle = 'steady (docs/runbooks/database-failback.md, "4. Verify, then let go of the old instance")';
const letGo = 'replica-lost (the replica is lost: docs/runbooks/database-replica-lost.md, "3. Let go of the replica")';
const upgrade = 'upgraded (a newer major: docs/runbooks/database-upgrade.md, "A new major")';

/** A step in the wrong place: what stands there, what must come right before, and what to take now. */
const misplaced = (at: number, step: string, previous: string, missing: string, ...ways: readonly string[]) => ({
  path: `database.history[${at}]`,
  got: `"${step}" after ${previous}`,
  expected: `${missing} right before "${step}"`,
  fix: `take the step ${ways.join(" or ")} first, apply it, then append what follows`,
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
        expected: 'the step { step: "created", writer: "<region>", engineVersion: "<major>" } first',
        fix: "name the region that takes writes at first, usually the primary",
      },
    ]);
  });

  it.each(livesOf(5).map((history) => [history.map(({ step }) => step).join(", "), history] as const))(
    "may be %s",
    (_, history) => {
      expect(problemsAfter(...history)).toEqual([]);
    },
  );

  it.each([
    ["start with a promotion", [promoted], misplaced(0, "promoted", "nothing", "created", first)],
    ["start with steady", [steady], misplaced(0, "steady", "nothing", "created", first)],
    [
      "have two promotions in a row",
      [created, promoted, { step: "promoted", writer: west }],
      misplaced(2, "promoted", "promoted", "created or steady", rebuild),
    ],
    [
      "rebuild what nothing happened to",
      [created, rebuilding],
      misplaced(1, "rebuilding", "created", "promoted or replica-lost or upgraded", promote, letGo, upgrade),
    ],
    [
      "rebuild twice, unless the new replica is lost",
      [created, promoted, rebuilding, rebuilding],
      misplaced(3, "rebuilding", "rebuilding", "promoted or replica-lost or upgraded", letGo),
    ],
    [
      "be steady without rebuilding",
      [created, promoted, steady],
      misplaced(2, "steady", "promoted", "rebuilding", rebuild),
    ],
    [
      "be steady twice",
      [created, promoted, rebuilding, steady, steady],
      misplaced(4, "steady", "steady", "rebuilding", promote, letGo, upgrade),
    ],
    [
      "promote what is still being rebuilt",
      [created, promoted, rebuilding, { step: "promoted", writer: west }],
      misplaced(3, "promoted", "rebuilding", "created or steady", settle),
    ],
    [
      "promote a replica that was lost",
      [created, lost, promoted],
      misplaced(2, "promoted", "replica-lost", "created or steady", rebuild),
    ],
    [
      "promote a replica that was never made",
      [{ ...created, replica: "later" }, promoted],
      misplaced(1, "promoted", "created without a replica", "created or steady", rebuild),
    ],
    [
      "lose a replica that there is not",
      [created, promoted, lost],
      misplaced(2, "replica-lost", "promoted", "created or steady or rebuilding", rebuild),
    ],
    [
      "be upgraded twice without a replica in between",
      [created, upgraded, { ...upgraded, engineVersion: "19" }],
      misplaced(2, "upgraded", "upgraded", "created or steady or replica-lost", rebuild),
    ],
  ])("must not %s", (_, history, problem) => {
    expect(problemsAfter(...history).filter(({ path }) => !path.endsWith("engineVersion"))).toEqual([problem]);
  });

  it.each(["16", "17"])("must not be upgraded from 17 to %s", (engineVersion) => {
    expect(problemsAfter(created, { step: "upgraded", engineVersion })).toEqual([
      {
        path: "database.history[1].engineVersion",
        got: `"${engineVersion}", while the database runs 17`,
        expected: "a major newer than 17",
        fix: "name the newer major; RDS takes no database back to an older one",
      },
    ]);
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
    ["created", [{ ...created, writer: "us-east-1" }], 0],
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
        expected: 'one of "created", "promoted", "rebuilding", "steady", "replica-lost", "upgraded"',
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
      [{ step: "created", engineVersion: "17" }],
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
