import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { terraformVersion } from "../../modules/versions";
import type { Environment } from "../config/environment";
import { EnvironmentError } from "../config/problem";
import type { Layer } from "./layer";
import { withOutputLock } from "./output-lock";
import { withoutTokenTraces } from "./without-token-traces";

/**
 * Writes the stacks of some environments into a directory and gives their names. What earlier runs left there goes, unless it is to stay.
 * @throws EnvironmentError where the directory is none, or another process is writing it
 */
export function synthesize(
  layers: readonly Layer[],
  environments: readonly Environment[],
  outdir: string,
  { keepStale = false }: { readonly keepStale?: boolean } = {},
): readonly string[] {
  if (existsSync(outdir) && !statSync(outdir).isDirectory()) {
    throw new EnvironmentError(`CDKTF_OUTDIR: ${outdir} is a file, expected a directory; name another, or remove it`);
  }
  mkdirSync(outdir, { recursive: true });
  // CDKTF's fork refuses what the oldest Terraform that a project targets does not know (docs/adr/0014-life-after-cdktf.md).
  const context = { targetVersions: { terraform: terraformVersion } };
  const app = new App({ stackTraces: false, outdir, context });
  withoutTokenTraces(() => {
    for (const environment of environments) {
      for (const layer of layers) layer.addStacks(app, environment);
    }
  });
  const stacks = app.node.children.map(({ node }) => node.id);
  withOutputLock(outdir, () => {
    withoutTokenTraces(() => app.synth());
    if (!keepStale) removeStaleStacks(join(outdir, "stacks"), stacks);
  });
  return stacks;
}

/** Alone, the library leaves stacks behind that the selection does not have any more. */
function removeStaleStacks(directory: string, stacks: readonly string[]): void {
  if (!existsSync(directory)) return;
  const stale = readdirSync(directory).filter((name) => !stacks.includes(name));
  for (const name of stale) rmSync(join(directory, name), { recursive: true });
}
