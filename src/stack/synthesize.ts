import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { Environment } from "../config/environment";
import type { Layer } from "./layer";
import { withOutputLock } from "./output-lock";

/**
 * Writes the stacks of some environments into a directory, removes the stacks of earlier runs from it, and gives the names of what it wrote.
 * The directory is cdktf.out, unless the caller or CDKTF's command line names another.
 */
export function synthesize(
  layers: readonly Layer[],
  environments: readonly Environment[],
  outdir?: string,
): readonly string[] {
  const app = new App({ stackTraces: false, ...(outdir === undefined ? {} : { outdir }) });
  for (const environment of environments) {
    for (const layer of layers) layer.addStacks(app, environment);
  }
  const stacks = app.node.children.map(({ node }) => node.id);
  withOutputLock(app.outdir, () => {
    app.synth();
    removeStaleStacks(join(app.outdir, "stacks"), stacks);
  });
  return stacks;
}

/** CDKTF's command line does this; alone, the library leaves stacks behind that no environment has any more. */
function removeStaleStacks(directory: string, stacks: readonly string[]): void {
  if (!existsSync(directory)) return;
  const stale = readdirSync(directory).filter((name) => !stacks.includes(name));
  for (const name of stale) rmSync(join(directory, name), { recursive: true });
}
