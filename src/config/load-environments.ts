import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { Environment } from "../environment/environment";
import type { Check } from "./check";
import { parseEnvironment } from "./parse-environment";
import { EnvironmentError, formatProblems, type Problem } from "./problem";
import { applyOverrides } from "./terraform-overrides";

/**
 * The environments that a selection names, parsed and checked: one name, several with commas, or `all`.
 * Every problem of every selected file is reported at once.
 * @throws EnvironmentError with the finished report
 */
export function loadEnvironments(
  directory: string,
  selection: string,
  checks: readonly Check[],
  variables: NodeJS.ProcessEnv,
): readonly Environment[] {
  const loaded = selectNames(directory, selection).map((name) => loadEnvironment(directory, name, checks, variables));
  const reports = loaded.flatMap(({ report }) => (report === undefined ? [] : [report]));
  if (reports.length > 0) throw new EnvironmentError(reports.join("\n\n"));
  return loaded.flatMap(({ environment }) => (environment === undefined ? [] : [environment]));
}

function selectNames(directory: string, selection: string): readonly string[] {
  if (!existsSync(directory)) {
    throw new EnvironmentError(
      `TANDEM_ENVIRONMENTS: no directory ${directory}, expected one with a file per environment; correct the path, or unset it`,
    );
  }
  const known = readdirSync(directory)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => basename(file, ".ts"))
    .toSorted();
  const named = selection.split(",").flatMap((name) => name.trim() || []);
  const wanted = selection.trim() === "all" ? known : named;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0 || wanted.length === 0) {
    throw new EnvironmentError(
      formatProblems("ENVIRONMENT", [
        {
          path: "ENVIRONMENT",
          got: JSON.stringify(selection),
          expected: `all, or one or more of ${known.join(", ")}`,
          fix:
            unknown.length === 0
              ? "name one of them"
              : `correct the name, or add ${unknown.map((name) => join(relative(process.cwd(), directory), `${name}.ts`)).join(", ")}`,
        },
      ]),
    );
  }
  return [...new Set(wanted)];
}

interface Loaded {
  readonly environment: Environment | undefined;
  readonly report: string | undefined;
}

function loadEnvironment(
  directory: string,
  name: string,
  checks: readonly Check[],
  variables: NodeJS.ProcessEnv,
): Loaded {
  const path = join(directory, `${name}.ts`);
  const file = relative(process.cwd(), path);
  const read = readLiteral(path);
  const { environment, problems } =
    "problem" in read
      ? { environment: undefined, problems: [read.problem] }
      : parseEnvironment(applyOverrides(read.literal, variables), [...checks, fileNameCheck(name)]);
  return { environment, report: problems.length === 0 ? undefined : formatProblems(file, problems) };
}

function readLiteral(path: string): { readonly literal: unknown } | { readonly problem: Problem } {
  try {
    const { environment } = require(path) as { environment?: unknown };
    if (environment !== undefined) return { literal: environment };
    return {
      problem: {
        path: "environment",
        got: "no such export",
        expected: "export const environment = defineEnvironment({ ... })",
        fix: "export the literal under this name",
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

function fileNameCheck(name: string): Check {
  return {
    reads: ["name"],
    find: (environment) =>
      environment.name === name
        ? []
        : [
            {
              path: "name",
              got: JSON.stringify(environment.name),
              expected: `${JSON.stringify(name)}, the name of the file`,
              fix: "rename the file or the environment, so that ENVIRONMENT names both",
            },
          ],
  };
}
