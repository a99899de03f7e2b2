import { App } from "cdktf";
import { terraformVersion } from "../../modules/versions";
import { writeOutput } from "../output/write-output";
import type { Output, PlannedPlatform } from "./planned-platform";
import { withoutTokenTraces } from "./without-token-traces";

/** What one synth has written. */
export interface Synthesis {
  /** Names of the stacks. */
  readonly stacks: readonly string[];
  /** What a person should know of the output directory: what was swept, left and overwritten. */
  readonly lines: readonly string[];
}

/**
 * Writes the stacks of planned platforms, and the files beside them, into a directory, all of them or nothing.
 * @throws EnvironmentError where the directory cannot be written, or another process is writing it
 */
export function synthesize(
  platforms: readonly PlannedPlatform[],
  outputs: readonly Output[],
  outdir: string,
  { sweptByCdktf = false }: { readonly sweptByCdktf?: boolean } = {},
): Synthesis {
  const { result: stacks, lines } = writeOutput({
    outdir,
    sweptByCdktf,
    files: platforms.flatMap((platform) => [
      ...platform.layers.flatMap((layer) => layer.files),
      ...outputs.flatMap((output) => output(platform)),
    ]),
    synth: (directory) => buildStacks(platforms, directory),
  });
  return { stacks, lines };
}

function buildStacks(platforms: readonly PlannedPlatform[], outdir: string): readonly string[] {
  // CDKTF's fork refuses what the oldest Terraform that a project targets does not know (docs/adr/0018-life-after-cdktf.md).
  const context = { targetVersions: { terraform: terraformVersion } };
  const app = new App({ stackTraces: false, outdir, context });
  withoutTokenTraces(() => {
    for (const { layers } of platforms) {
      for (const layer of layers) layer.addStacks(app);
    }
    app.synth();
  });
  return app.node.children.map(({ node }) => node.id);
}
