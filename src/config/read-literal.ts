import type { Problem } from "./problem";

export type ReadLiteral = { readonly literal: unknown } | { readonly problem: Problem };

/** What an environment file exports, as it stands there, or why it exports nothing. */
export function readLiteral(path: string): ReadLiteral {
  try {
    const { environment } = require(path) as { environment?: unknown };
    if (environment !== undefined) return { literal: environment };
    return {
      problem: {
        path: "environment",
        got: "no such export",
        expected: "export const environment = defineEnvironment({ ... })",
        fix: "export the literal under this name; the name of a file that is no environment starts with _",
      },
    };
  } catch (error) {
    return {
      problem: {
        path: "(the file)",
        got: error instanceof Error ? error.message : String(error),
        expected: "TypeScript that runs",
        fix: "correct the file; npx tsc shows where it is wrong",
      },
    };
  }
}
