import { writeSync } from "node:fs";
import { relative } from "node:path";
import { messageOf } from "./plain-data";
import { formatProblems, type Problem } from "./problem";

export type ReadLiteral = { readonly literal: unknown } | { readonly problem: Problem };

/**
 * What an environment file exports, as it stands there, or why it exports nothing. A file that ends the process ends it with its report and
 * exit code 1.
 */
export function readLiteral(path: string): ReadLiteral {
  const onExit = () => {
    const report = formatProblems(relative(process.cwd(), path), [problemOf("the end of the process")]);
    writeSync(process.stderr.fd, `${report}\n`);
    process.exitCode = 1;
  };
  process.once("exit", onExit);
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
    return { problem: problemOf(messageOf(error)) };
  } finally {
    process.removeListener("exit", onExit);
  }
}

function problemOf(got: string): Problem {
  return {
    path: "(the file)",
    got,
    expected: "TypeScript that runs to its end",
    fix: "correct the file; npx tsc shows where it is wrong",
  };
}
