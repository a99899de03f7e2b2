import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DatabaseLifecycle, findMissingStep, replay } from "../../src/data/database-lifecycle";
import { central, historyOf, otherOf, west } from "./histories";

const codes = [west, central] as const;

/** A life in one text for each instance: `west 1 writer, created, credentials 1`. */
const told = ({ state, writer, credentials, instances }: DatabaseLifecycle) => ({
  state,
  writer,
  credentials,
  instances: instances.map(
    ({ regionCode, generation, kind, origin, credentials: own }) =>
      `${regionCode === west ? "west" : "central"} ${generation} ${kind}, ${origin}${own === undefined ? "" : `, credentials ${own}`}`,
  ),
});

describe("a database that is created in the west, promoted in the central region, and later in the west again, is", () => {
  const afterFirstSteady = [
    "west 1 forgotten, created",
    "central 1 writer, replica, credentials 2",
    "west 2 replica, replica",
  ];

  it.each(
    [
      ["created", "steady", west, 1, ["west 1 writer, created, credentials 1", "central 1 replica, replica"]],
      ["promoted", "promoted", central, 1, ["west 1 fenced, created, credentials 1", "central 1 promoted, replica"]],
      [
        "rebuilding",
        "rebuilding",
        central,
        2,
        [
          "west 1 fenced, created, credentials 1",
          "central 1 writer, replica, credentials 2",
          "west 2 replica, replica",
        ],
      ],
      ["steady", "steady", central, 2, afterFirstSteady],
      [
        "promoted again",
        "promoted",
        west,
        2,
        ["west 1 forgotten, created", "central 1 fenced, replica, credentials 2", "west 2 promoted, replica"],
      ],
      [
        "rebuilding again",
        "rebuilding",
        west,
        3,
        [
          "west 1 forgotten, created",
          "central 1 fenced, replica, credentials 2",
          "west 2 writer, replica, credentials 3",
          "central 2 replica, replica",
        ],
      ],
      [
        "steady again",
        "steady",
        west,
        3,
        [
          "west 1 forgotten, created",
          "central 1 forgotten, replica",
          "west 2 writer, replica, credentials 3",
          "central 2 replica, replica",
        ],
      ],
    ].map((row, i) => [i + 1, ...row] as const),
  )("after %i steps %s", (length, _, state, writer, credentials, instances) => {
    expect(told(replay(historyOf(length), codes))).toEqual({ state, writer, credentials, instances });
  });
});

describe("every legal life", () => {
  /** A life of some steps, and the same one step later. */
  const life = fc
    .record({ length: fc.integer({ min: 1, max: 40 }), first: fc.constantFrom(...codes), swapped: fc.boolean() })
    .map(({ length, first, swapped }) => {
      const pair = swapped ? ([central, west] as const) : codes;
      const history = historyOf(length, first);
      return { history, now: replay(history, pair), next: replay(historyOf(length + 1, first), pair) };
    });
  type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
  const holds = (check: (life: Life) => void) => fc.assert(fc.property(life, check));

  const writersOf = ({ instances }: DatabaseLifecycle) =>
    instances.filter(({ kind }) => kind === "writer" || kind === "promoted");
  const servingIn = ({ instances }: DatabaseLifecycle, region: string) =>
    instances.filter(({ kind, regionCode }) => regionCode === region && kind !== "fenced" && kind !== "forgotten");

  it("has exactly one instance that takes writes, where the last step with a writer names it", () => {
    holds(({ history, now }) => {
      const named = history.flatMap((step) => ("writer" in step ? [step.writer] : [])).at(-1);
      expect(now.writer).toBe(named);
      expect(writersOf(now).map(({ regionCode }) => regionCode)).toEqual([named]);
    });
  });

  it("has never two instances that serve in one region, and two in all unless one region is lost", () => {
    holds(({ now }) => {
      const counts = codes.map((code) => servingIn(now, code).length);
      expect(Math.max(...counts)).toBe(1);
      expect(servingIn(now, otherOf(now.writer))).toHaveLength(now.state === "promoted" ? 0 : 1);
    });
  });

  it("counts the generations of each region up from 1", () => {
    holds(({ now }) => {
      for (const code of codes) {
        const generations = now.instances.filter(({ regionCode }) => regionCode === code).map((one) => one.generation);
        expect(generations).toEqual(generations.map((_, i) => i + 1));
      }
    });
  });

  it("keeps place, generation and origin of every instance when a step is appended", () => {
    holds(({ now, next }) => {
      const fixed = ({ instances }: DatabaseLifecycle) =>
        instances.map(({ kind: _, credentials: __, ...lasting }) => lasting);
      expect(fixed(next).slice(0, now.instances.length)).toEqual(fixed(now));
    });
  });

  it("gives credentials once, to writers only, and gives the last ones to the writer", () => {
    holds(({ now }) => {
      const given = now.instances.flatMap(({ credentials }) => (credentials === undefined ? [] : [credentials]));
      expect(new Set(given).size).toBe(given.length);
      for (const { kind, credentials } of now.instances) {
        const has = kind === "writer" || kind === "fenced";
        expect(credentials !== undefined).toBe(has);
      }
      const [writer] = writersOf(now);
      expect(writer?.credentials).toBe(now.state === "promoted" ? undefined : now.credentials);
    });
  });

  it("never lets an instance back that was fenced or forgotten", () => {
    const after: Readonly<Record<string, readonly string[]>> = {
      writer: ["writer", "fenced"],
      promoted: ["writer"],
      replica: ["replica", "promoted"],
      fenced: ["fenced", "forgotten"],
      forgotten: ["forgotten"],
    };
    holds(({ now, next }) => {
      for (const [i, { kind }] of now.instances.entries()) expect(after[kind]).toContain(next.instances[i]?.kind);
    });
  });
});

describe("a step in its place", () => {
  it.each([
    ["created", "nothing", undefined],
    ["created", "steady", "nothing"],
    ["promoted", "created", undefined],
    ["promoted", "steady", undefined],
    ["promoted", "promoted", "created or steady"],
    ["rebuilding", "promoted", undefined],
    ["rebuilding", "steady", "promoted"],
    ["steady", "rebuilding", undefined],
    ["steady", "promoted", "rebuilding"],
  ] as const)("%s after %s: missing is %s", (step, previous, missing) => {
    expect(findMissingStep(step, previous)).toBe(missing);
  });
});

it.each([[[]], [[{ step: "rebuilding" }]]] as const)("a life that is %j cannot be replayed", (history) => {
  expect(() => replay(history, codes)).toThrow("a database's history starts with the step created");
});
