import { join, resolve } from "node:path";
import { environmentDirectory } from "../src/config/environment-directory";
import { loadEnvironments } from "../src/config/load-environments";
import type { Environment } from "../src/environment/environment";
import { findNameClashes } from "../src/stack/name-clashes";

const project = resolve(__dirname, "..");

/**
 * The environments that a word selects, as synth reads them.
 * @throws EnvironmentError with everything that is wrong with any file of the directory
 */
export function selectedEnvironments(selection: string): readonly Environment[] {
  // Required by its path: bundled with a script, it would take itself for the program.
  const { checks } = require(join(project, "main.ts")) as typeof import("../main");
  return loadEnvironments({
    directory: environmentDirectory(project, process.env),
    selection,
    checks,
    compare: findNameClashes,
    variables: process.env,
  });
}
