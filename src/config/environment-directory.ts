import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { EnvironmentError } from "./problem";

/** Where the environments of a project stand, as a whole path: beside it, or where `TANDEM_ENVIRONMENTS` says. */
export function environmentDirectory(project: string, { TANDEM_ENVIRONMENTS: directory }: NodeJS.ProcessEnv): string {
  return resolve(directory || join(project, "environments"));
}

/** What no environment is may lie beside them: declarations (`types.d.ts`), and whatever starts with an underscore (`_regions.ts`). */
const isEnvironmentFile = (file: string): boolean => /^[^_.][^.]*\.ts$/.test(file);

/**
 * Names of the environments that a directory has files of, in alphabetical order.
 * @throws EnvironmentError where it cannot be read
 */
export function listEnvironments(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && isEnvironmentFile(entry.name))
      .map(({ name }) => basename(name, ".ts"))
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

const identitySuffix = ".identity.json";

/** The file that keeps the identity of an environment, beside its own. */
export function identityFileOf(name: string): string {
  return `${name}${identitySuffix}`;
}

/** Names whose identity a directory keeps, although it has no environment of that name. */
export function listOrphans(directory: string, names: readonly string[]): readonly string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(identitySuffix))
    .map((file) => basename(file, identitySuffix))
    .filter((name) => !names.includes(name))
    .toSorted();
}
