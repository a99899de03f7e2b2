import type { Environment } from "./environment";
import type { Problem } from "./problem";

/**
 * A rule that no single field can express. It runs as soon as the fields it reads are well-formed, so that a typo elsewhere in the file
 * does not hide it.
 */
export interface Check {
  readonly reads: readonly (keyof Environment)[];
  readonly find: (environment: Environment) => readonly Problem[];
}

/** A check whose function sees only the fields that it declares to read. */
export function defineCheck<const K extends keyof Environment>(
  reads: readonly K[],
  find: (environment: Pick<Environment, K>) => readonly Problem[],
): Check {
  return { reads, find };
}
