import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { App } from "cdktf";
import { EnvironmentError } from "../config/problem";
import { withOutputLock } from "./output-lock";
import type { Output, PlannedPlatform } from "./planned-platform";
import { withoutTokenTraces } from "./without-token-traces";

/**
 * Writes the stacks of planned platforms, and the files beside them, into a directory and gives the stacks' names. What earlier runs left
 * there goes, unless it is to stay.
 * @throws EnvironmentError where the directory is none, or another process is writing it
 */
export function synthesize(
  platforms: readonly PlannedPlatform[],
  outputs: readonly Output[],
  outdir: string,
  { keepStale = false }: { readonly keepStale?: boolean } = {},
): readonly string[] {
  if (existsSync(outdir) && !statSync(outdir).isDirectory()) {
    throw new EnvironmentError(`CDKTF_OUTDIR: ${outdir} is a file, expected a directory; name another, or remove it`);
  }
  mkdirSync(outdir, { recursive: true });
  const app = new App({ stackTraces: false, outdir });
  withoutTokenTraces(() => {
    for (const { layers } of platforms) {
      for (const layer of layers) layer.addStacks(app);
    }
  });
  const stacks = app.node.children.map(({ node }) => node.id);
  const files = platforms.flatMap((platform) => [
    ...platform.layers.flatMap((layer) => layer.files),
    ...outputs.flatMap((output) => output(platform)),
  ]);
  withOutputLock(outdir, () => {
    withoutTokenTraces(() => app.synth());
    for (const { path, text } of files) {
      mkdirSync(dirname(join(outdir, path)), { recursive: true });
      writeFileSync(join(outdir, path), text);
    }
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
