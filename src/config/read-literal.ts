import { writeSync } from "node:fs";
import { relative } from "node:path";
import { messageOf, type PlainData, takePlainData } from "./plain-data";
import { formatProblems, type Problem } from "./problem";

/** What an environment file exports, as plain data; or why it exports nothing. */
export type ReadLiteral = PlainData | { readonly problem: Problem };

/**
 * Runs an environment file, and everything in its literal that runs when it is read. What ends the process ends it with the file's report and
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
    if (environment !== undefined) return takePlainData(environment);
    return {
      problem: {
        path: "environment",
        got: "no such export",
        expected: "export const environment = defineEnvironment({ ... })",
        fix: "export the literal under this name; the name of a file that is no environment starts with _",
      },
    };
  } catch (error) {
    return { problem: problemOf(failureOf(error, path)) };
  } finally {
    process.removeListener("exit", onExit);
  }
}

/** Without what only this machine has: whole paths, and the list of files that wanted a module. */
function failureOf(thrown: unknown, path: string): string {
  return messageOf(thrown)
    .replace(/ Require stack: .*$/, "")
    .replaceAll(path, relative(process.cwd(), path));
}

function problemOf(got: string): Problem {
  return {
    path: "(the file)",
    got,
    expected: "TypeScript that runs to its end",
    fix: "correct the file; npx tsc shows where it is wrong",
  };
}
