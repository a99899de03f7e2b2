import type { DatabaseHistory, DatabaseStep } from "../../src/environment/database-history";
import type { EnvironmentInput } from "../../src/environment/environment";
import { databaseWith, prod } from "../literals";
import { type SynthesizedStack, stackOf } from "../synthesized";

export const west = "eu-west-1";
export const central = "eu-central-1";

export const otherOf = (region: string): string => (region === west ? central : west);

/**
 * The first steps of a database's life that starts in a region. There is but one for each length: every step may follow only one other,
 * and a promotion can only be the replica's.
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
  return { ...prod, database: databaseWith({ history: historyOf(length, first) }) };
}

/** A region's data stack in prod after so many steps. */
export function dataStackAfter(length: number, region: string, first = west): SynthesizedStack {
  return stackOf(`prod-${region}-data`, prodAfter(length, first));
}
