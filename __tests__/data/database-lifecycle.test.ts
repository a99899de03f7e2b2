import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DatabaseLifecycle, findMisplaced, replay } from "../../src/data/database-lifecycle";
import type { DatabaseHistory } from "../../src/environment/database-history";
import { central, historyOf, lives, otherOf, stepsAfter, west } from "./histories";

const codes = [west, central] as const;

/** A life in one text for each instance: `west 1 writer, created, credentials 1`. */
const told = ({ state, writer, credentials, instances }: DatabaseLifecycle) => ({
  state,
  writer,
  credentials,
  instances: instances.map(
    ({ regionCode, generation, kind, origin, engineVersion, credentials: own }) =>
      `${regionCode === west ? "west" : "central"} ${generation} ${kind}, ${origin}, ${engineVersion}${own === undefined ? "" : `, credentials ${own}`}`,
  ),
});

describe("a database that is created in the west, promoted in the central region, and later in the west again, is", () => {
  const afterFirstSteady = [
    "west 1 forgotten, created, 17",
    "central 1 writer, replica, 17, credentials 2",
    "west 2 replica, replica, 17",
  ];

  it.each(
    [
      ["created", "steady", west, 1, ["west 1 writer, created, 17, credentials 1", "central 1 replica, replica, 17"]],
      [
        "promoted",
        "promoted",
        central,
        1,
        ["west 1 fenced, created, 17, credentials 1", "central 1 promoted, replica, 17"],
      ],
      [
        "rebuilding",
        "rebuilding",
        central,
        2,
        [
          "west 1 fenced, created, 17, credentials 1",
          "central 1 writer, replica, 17, credentials 2",
          "west 2 replica, replica, 17",
        ],
      ],
      ["steady", "steady", central, 2, afterFirstSteady],
      [
        "promoted again",
        "promoted",
        west,
        2,
        [
          "west 1 forgotten, created, 17",
          "central 1 fenced, replica, 17, credentials 2",
          "west 2 promoted, replica, 17",
        ],
      ],
      [
        "rebuilding again",
        "rebuilding",
        west,
        3,
        [
          "west 1 forgotten, created, 17",
          "central 1 fenced, replica, 17, credentials 2",
          "west 2 writer, replica, 17, credentials 3",
          "central 2 replica, replica, 17",
        ],
      ],
      [
        "steady again",
        "steady",
        west,
        3,
        [
          "west 1 forgotten, created, 17",
          "central 1 forgotten, replica, 17",
          "west 2 writer, replica, 17, credentials 3",
          "central 2 replica, replica, 17",
        ],
      ],
    ].map((row, i) => [i + 1, ...row] as const),
  )("after %i steps %s", (length, _, state, writer, credentials, instances) => {
    expect(told(replay(historyOf(length), codes))).toEqual({ state, writer, credentials, instances });
  });
});

const created = { step: "created", writer: west, engineVersion: "17" } as const;
const [lost, rebuilding, steady] = [{ step: "replica-lost" }, { step: "rebuilding" }, { step: "steady" }] as const;
const promoted = { step: "promoted", writer: central } as const;
const upgraded = { step: "upgraded", engineVersion: "18" } as const;

describe("a database", () => {
  const writer = "west 1 writer, created, 17, credentials 1";
  it.each([
    ["whose replica is lost", [created, lost], 1, [writer, "central 1 forgotten, replica, 17"]],
    [
      "whose replica is made anew, with the writer's credentials as they were",
      [created, lost, rebuilding],
      1,
      [writer, "central 1 forgotten, replica, 17", "central 2 replica, replica, 17"],
    ],
    [
      "whose new replica is lost too, while it was made",
      [created, lost, rebuilding, lost, rebuilding, steady],
      1,
      [
        writer,
        "central 1 forgotten, replica, 17",
        "central 2 forgotten, replica, 17",
        "central 3 replica, replica, 17",
      ],
    ],
    [
      "that is upgraded: what it leaves behind stays as it was",
      [created, upgraded],
      1,
      ["west 1 writer, created, 18, credentials 1", "central 1 forgotten, replica, 17"],
    ],
    [
      "that is upgraded and gets a replica of the new major",
      [created, upgraded, rebuilding],
      1,
      [
        "west 1 writer, created, 18, credentials 1",
        "central 1 forgotten, replica, 17",
        "central 2 replica, replica, 18",
      ],
    ],
    [
      "that is upgraded while it has no replica, and an old writer is fenced",
      [created, promoted, rebuilding, lost, upgraded],
      2,
      [
        "west 1 fenced, created, 17, credentials 1",
        "central 1 writer, replica, 18, credentials 2",
        "west 2 forgotten, replica, 17",
      ],
    ],
    [
      "that was made without a replica, and gets one later",
      [{ ...created, replica: "later" }, rebuilding],
      1,
      [writer, "central 1 replica, replica, 17"],
    ],
  ] satisfies [string, DatabaseHistory, number, string[]][])("%s", (_, history, credentials, instances) => {
    const life = replay(history, codes);
    expect(told(life)).toEqual({ state: history.at(-1)?.step, writer: life.writer, credentials, instances });
  });
});

describe("every legal life", () => {
  /** A life of some steps, and the same one step later. */
  const life = fc
    .record({ history: lives, choice: fc.nat(), swapped: fc.boolean() })
    .map(({ history, choice, swapped }) => {
      const pair = swapped ? ([central, west] as const) : codes;
      const steps = stepsAfter(history);
      const further = steps.slice(choice % steps.length).slice(0, 1);
      return {
        history,
        step: further[0]?.step,
        now: replay(history, pair),
        next: replay([...history, ...further], pair),
      };
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

  it("has never two instances that serve in one region, and two in all unless one is lost or left behind", () => {
    holds(({ now }) => {
      const counts = codes.map((code) => servingIn(now, code).length);
      expect(Math.max(...counts)).toBe(1);
      const alone = ["promoted", "replica-lost", "upgraded"].includes(now.state);
      expect(servingIn(now, otherOf(now.writer))).toHaveLength(alone ? 0 : 1);
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

  it("keeps place, generation and origin of every instance when a step is appended, and the major of all but an upgraded writer", () => {
    holds(({ step, now, next }) => {
      for (const [i, { kind, credentials: _, ...lasting }] of now.instances.entries()) {
        const upgrades = step === "upgraded" && kind === "writer";
        expect(next.instances[i]).toMatchObject(upgrades ? { ...lasting, engineVersion: next.engineVersion } : lasting);
      }
    });
  });

  it("leaves the writer alone when the replica is lost, when it is made anew, and when all is steady", () => {
    holds(({ step, now, next }) => {
      if (step === "promoted" || step === "upgraded" || now.state === "promoted") return;
      expect(writersOf(next)).toEqual(writersOf(now));
      expect(next.credentials).toBe(now.credentials);
    });
  });

  it("has one major in all that serves", () => {
    holds(({ now }) => {
      const serving = codes.flatMap((code) => servingIn(now, code));
      expect(new Set(serving.map(({ engineVersion }) => engineVersion))).toEqual(new Set([now.engineVersion]));
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
      replica: ["replica", "promoted", "forgotten"],
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
    ["created", "nothing"],
    ["promoted", "created"],
    ["promoted", "steady"],
    ["rebuilding", "promoted"],
    ["rebuilding", "replica-lost"],
    ["rebuilding", "upgraded"],
    ["steady", "rebuilding"],
    ["replica-lost", "created"],
    ["replica-lost", "steady"],
    ["replica-lost", "rebuilding"],
    ["upgraded", "created"],
    ["upgraded", "steady"],
    ["upgraded", "replica-lost"],
  ] as const)("is %s after %s", (step, previous) => {
    expect(findMisplaced(step, previous)).toBeUndefined();
  });

  const afterEach = "created, promoted, rebuilding, steady, replica-lost, upgraded".split(", ");

  it("is one of thirteen pairs, and no other", () => {
    const names = afterEach as Parameters<typeof findMisplaced>[0][];
    const pairs = names.flatMap((step) => [...names, "nothing" as const].map((previous) => [step, previous] as const));
    expect(pairs.filter(([step, previous]) => findMisplaced(step, previous) === undefined)).toHaveLength(13);
  });

  it.each([
    ["steady", "nothing", ["created"], ["created"]],
    ["promoted", "promoted", ["created", "steady"], ["rebuilding"]],
    ["promoted", "rebuilding", ["created", "steady"], ["steady"]],
    ["promoted", "replica-lost", ["created", "steady"], ["rebuilding"]],
    ["rebuilding", "steady", ["promoted", "replica-lost", "upgraded"], ["promoted", "replica-lost", "upgraded"]],
    ["rebuilding", "rebuilding", ["promoted", "replica-lost", "upgraded"], ["replica-lost"]],
    ["steady", "created", ["rebuilding"], ["promoted", "replica-lost", "upgraded"]],
    ["replica-lost", "promoted", ["created", "steady", "rebuilding"], ["rebuilding"]],
    ["upgraded", "upgraded", ["created", "steady", "replica-lost"], ["rebuilding"]],
    ["created", "steady", ["nothing"], []],
  ] as const)("is not %s after %s: it follows %j, and what leads there is %j", (step, previous, expected, next) => {
    expect(findMisplaced(step, previous)).toEqual({ expected, next });
  });
});

it.each([[[]], [[{ step: "rebuilding" }]]] as const)("a life that is %j cannot be replayed", (history) => {
  expect(() => replay(history, codes)).toThrow("a database's history starts with the step created");
});
