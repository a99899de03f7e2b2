import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Environment } from "../environment/environment";
import { environmentName } from "../environment/environment-schema";
import { type IdentityFields, identitySchema, recordedIdentitySchema } from "../environment/identity";
import { type Check, defineCheck } from "./check";
import { identityFileOf, listEnvironments, listOrphans } from "./environment-directory";
import { identityCheck } from "./identity-check";
import { parsePlainData } from "./parse-environment";
import { EnvironmentError, formatProblems, type Problem } from "./problem";
import { type ReadLiteral, readLiteral } from "./read-literal";
import { applyOverrides, nameVariables } from "./terraform-overrides";

/** Looks at all environment files of a directory at once, selected or not, and gives what is wrong between them, by file. */
export type Comparison = (
  files: readonly { readonly file: string; readonly identity: IdentityFields }[],
) => ReadonlyMap<string, Problem>;

export interface LoadOptions {
  /** May be relative. */
  readonly directory: string;
  /** One name, several with commas, or `all`. */
  readonly selection: string;
  /** What each environment must pass. */
  readonly checks: readonly Check[];
  readonly compare: Comparison;
  readonly variables: NodeJS.ProcessEnv;
}

/**
 * The environments that a selection names, parsed, checked and compared with all others of the directory. Every problem of every selected
 * file is reported at once.
 * @throws EnvironmentError with the finished report
 */
export function loadEnvironments({
  directory,
  selection,
  checks,
  compare,
  variables,
}: LoadOptions): readonly Environment[] {
  const root = resolve(directory);
  const known = listEnvironments(root);
  const selected = selectNames(root, known, selection);
  refuseOrphans(root, known);
  const files = known.map((name) => readFile(root, name, variables));
  const clashes = compare(files.flatMap(identify));

  const loaded = selected
    .flatMap((name) => files.filter((file) => file.name === name))
    .map((file) => load(file, root, checks, clashes, variables));
  const reports = loaded.filter(({ problems }) => problems.length > 0);
  if (reports.length > 0) {
    throw new EnvironmentError(reports.map(({ file, problems }) => formatProblems(file, problems)).join("\n\n"));
  }
  return loaded.flatMap(({ environment }) => environment ?? []);
}

interface EnvironmentFile {
  readonly name: string;
  /** As a report shows it: from the working directory. */
  readonly file: string;
  /** With the variables of the process in it. */
  readonly read: ReadLiteral;
}

function readFile(root: string, name: string, variables: NodeJS.ProcessEnv): EnvironmentFile {
  const path = join(root, `${name}.ts`);
  const read = readLiteral(path);
  const file = relative(process.cwd(), path);
  if ("problem" in read) return { name, file, read };
  return { name, file, read: { ...read, data: applyOverrides(read.data, variables) } };
}

/** None where too much is wrong: such a file is compared when it is synthesized itself. */
function identify({ file, read }: EnvironmentFile) {
  const { data: identity } = identitySchema.safeParse("data" in read ? read.data : undefined);
  return identity === undefined ? [] : [{ file, identity }];
}

interface Loaded {
  readonly file: string;
  readonly environment: Environment | undefined;
  readonly problems: readonly Problem[];
}

function load(
  { name, file, read }: EnvironmentFile,
  root: string,
  checks: readonly Check[],
  clashes: ReadonlyMap<string, Problem>,
  variables: NodeJS.ProcessEnv,
): Loaded {
  if ("problem" in read) return { file, environment: undefined, problems: [read.problem] };
  const ownChecks = [...checks, fileNameCheck(name), ...identityChecks(root, name)];
  const { environment, problems } = parsePlainData(read, ownChecks);
  // The name of a copy that is not renamed yet clashes too: one mistake.
  const clash = problems.some(({ path }) => path === "name") ? undefined : clashes.get(file);
  const all = clash === undefined ? problems : [...problems, clash];
  return { file, environment, problems: nameVariables(all, variables) };
}

function fileNameCheck(name: string): Check {
  return defineCheck(["name"], (environment) => {
    if (environment.name === name) return [];
    return [
      {
        path: "name",
        got: JSON.stringify(environment.name),
        expected: `${JSON.stringify(name)}, the name of the file`,
        fix: "rename the file or the environment, so that ENVIRONMENT names both",
      },
    ];
  });
}

function identityChecks(root: string, name: string): readonly Check[] {
  const path = join(root, identityFileOf(name));
  if (!existsSync(path)) return [];
  const file = relative(process.cwd(), path);
  const { data, error } = recordedIdentitySchema.safeParse(tryReadJson(path));
  if (error !== undefined) {
    throw new EnvironmentError(
      `${file}: is no identity of an environment, nothing was written; take it back from version control, or remove it, synthesize, and let npm run state -- bootstrap ${name} write it anew`,
    );
  }
  return [identityCheck(file, data)];
}

function tryReadJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A file that was renamed leaves its identity behind, and its state with it. */
function refuseOrphans(root: string, known: readonly string[]): void {
  const [name] = listOrphans(root, known);
  if (name === undefined) return;
  const file = relative(process.cwd(), join(root, identityFileOf(name)));
  throw new EnvironmentError(
    `${file}: got no ${name}.ts beside it, expected the environment whose state it keeps, nothing was written; name the file ${name}.ts again, or see docs/runbooks/state.md, "Another name or account"`,
  );
}

function selectNames(directory: string, known: readonly string[], selection: string): readonly string[] {
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
          fix: fixOfSelection(unknown),
        },
      ]),
    );
  }
  return [...new Set(wanted)];
}

function fixOfSelection(unknown: readonly string[]): string {
  if (unknown.length === 0) return "name one of them";
  const commands = unknown
    .filter((name) => environmentName.safeParse(name).success)
    .map((name) => `npm run new -- ${name}`);
  if (commands.length === 0) return "correct the name";
  return `correct the name, or make it: ${commands.join(", ")}`;
}
