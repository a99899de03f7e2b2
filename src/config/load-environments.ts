import { readdirSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { Check } from "./check";
import type { Environment } from "./environment";
import { parseEnvironment } from "./parse-environment";
import { EnvironmentError, formatProblems, type Problem } from "./problem";
import { applyOverrides } from "./terraform-overrides";

/**
 * The environments that a selection names, parsed and checked: one name, several with commas, or `all`. The directory may be relative.
 * Every problem of every selected file is reported at once.
 * @throws EnvironmentError with the finished report
 */
export function loadEnvironments(
  directory: string,
  selection: string,
  checks: readonly Check[],
  variables: NodeJS.ProcessEnv,
): readonly Environment[] {
  const root = resolve(directory);
  const loaded = selectNames(root, selection).map((name) => loadEnvironment(root, name, checks, variables));
  const reports = loaded.flatMap(({ report }) => (report === undefined ? [] : [report]));
  if (reports.length > 0) throw new EnvironmentError(reports.join("\n\n"));
  return loaded.flatMap(({ environment }) => (environment === undefined ? [] : [environment]));
}

function selectNames(directory: string, selection: string): readonly string[] {
  const known = listNames(directory);
  const named = selection.split(",").flatMap((name) => name.trim() || []);
  const wanted = selection.trim() === "all" ? known : named;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0 || wanted.length === 0) {
    throw new EnvironmentError(
      formatProblems("the selection", [
        {
          path: "ENVIRONMENT, or the argument",
          got: JSON.stringify(selection),
          expected:
            known.length === 0 ? `environment files in ${directory}` : `all, or one or more of ${known.join(", ")}`,
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

/** What no environment is may lie beside them: declarations (`types.d.ts`), and whatever starts with an underscore (`_regions.ts`). */
const isEnvironmentFile = (file: string): boolean => /^[^_.][^.]*\.ts$/.test(file);

function listNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter(isEnvironmentFile)
      .map((file) => basename(file, ".ts"))
      .toSorted();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new EnvironmentError(
      `TANDEM_ENVIRONMENTS: ${directory} ${unreadable[code] ?? `cannot be read (${code})`}, expected a directory with a file per environment; correct the path, or unset it`,
    );
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "is not there, or points to nothing",
  ENOTDIR: "is a file",
  EACCES: "cannot be read by this user",
  ELOOP: "points to itself",
};

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
