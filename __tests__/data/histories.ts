import fc from "fast-check";
import { findMisplaced, standingAfter } from "../../src/data/database-lifecycle";
import type { DatabaseHistory, DatabaseStep } from "../../src/environment/database-history";
import type { EnvironmentInput } from "../../src/environment/environment";
import { databaseWith, prod } from "../literals";
import { type SynthesizedStack, stackOf } from "../synthesized";

export const west = "eu-west-1";
export const central = "eu-central-1";

export const otherOf = (region: string): string => (region === west ? central : west);

/**
 * The first steps of a life that knows disasters of the writer only, from a region: it is created, promoted, rebuilt and steady again, over
 * and over. There is but one for each length, since a promotion can only be the replica's.
 */
export function historyOf(length: number, first = west): DatabaseHistory {
  const stepAt = (i: number): DatabaseStep => {
    if (i === 0) return { step: "created", writer: first, engineVersion: "17" };
    const promotions = Math.floor((i - 1) / 3) + 1;
    if (i % 3 === 2) return { step: "rebuilding" };
    if (i % 3 === 0) return { step: "steady" };
    return { step: "promoted", writer: promotions % 2 === 1 ? otherOf(first) : first };
  };
  return Array.from({ length }, (_, i) => stepAt(i));
}

/** Prod after so many steps of its database's life. */
export function prodAfter(length: number, first = west): EnvironmentInput {
  return prodWith(historyOf(length, first));
}

/** A region's data stack in prod after so many steps. */
export function dataStackAfter(length: number, region: string, first = west): SynthesizedStack {
  return stackOf(`prod-${region}-data`, prodAfter(length, first));
}

/** Every step that may come after a history. */
export function stepsAfter(history: DatabaseHistory): readonly DatabaseStep[] {
  const last = standingAfter(history.at(-1));
  const writer = history.flatMap((step) => ("writer" in step ? [step.writer] : [])).at(-1) ?? central;
  const major = Number(history.flatMap((step) => ("engineVersion" in step ? [step.engineVersion] : [])).at(-1));
  const steps: readonly DatabaseStep[] = [
    { step: "created", writer: west, engineVersion: "16" },
    { step: "created", writer: central, engineVersion: "17" },
    { step: "created", writer: west, engineVersion: "17", replica: "later" },
    { step: "promoted", writer: otherOf(writer) },
    { step: "rebuilding" },
    { step: "steady" },
    { step: "replica-lost" },
    ...(major < 18 ? [{ step: "upgraded", engineVersion: String(major + 1) } as const] : []),
  ];
  return steps.filter(({ step }) => findMisplaced(step, last) === undefined);
}

/** Every life of some steps. */
export function livesOf(length: number): readonly DatabaseHistory[] {
  if (length === 0) return [[]];
  return livesOf(length - 1).flatMap((history) => stepsAfter(history).map((step) => [...history, step]));
}

/** A life of any kind, of one step or more. */
export const lives: fc.Arbitrary<DatabaseHistory> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 40 })
  .map((choices) => {
    const history: DatabaseStep[] = [];
    for (const choice of choices) {
      const steps = stepsAfter(history);
      history.push(...steps.slice(choice % steps.length).slice(0, 1));
    }
    return history;
  });

/** Prod with a life of its database. */
export function prodWith(history: DatabaseHistory): EnvironmentInput {
  return { ...prod, database: databaseWith({ history }) };
}

/** A region's data stack in prod with a life of its database. */
export function dataStackWith(history: DatabaseHistory, region: string): SynthesizedStack {
  const { cluster: _, services: __, edge: ___, ...without } = prodWith(history);
  return stackOf(`prod-${region}-data`, without);
}
