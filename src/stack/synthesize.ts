import { App } from "cdktf";
import type { Environment } from "../config/environment";
import { writeOutput } from "../output/write-output";
import type { Layer } from "./layer";
import { withoutTokenTraces } from "./without-token-traces";

/** What one synth has written. */
export interface Synthesis {
  /** Names of the stacks. */
  readonly stacks: readonly string[];
  /** What a person should know of the output directory: what was swept, left and overwritten. */
  readonly lines: readonly string[];
}

/**
 * Writes the stacks of some environments into a directory, all of them or nothing.
 * @throws EnvironmentError where the directory cannot be written, or another process is writing it
 */
export function synthesize(
  layers: readonly Layer[],
  environments: readonly Environment[],
  outdir: string,
  { sweptByCdktf = false }: { readonly sweptByCdktf?: boolean } = {},
): Synthesis {
  const { result: stacks, lines } = writeOutput({
    outdir,
    sweptByCdktf,
    files: [],
    synth: (directory) => buildStacks(layers, environments, directory),
  });
  return { stacks, lines };
}

function buildStacks(
  layers: readonly Layer[],
  environments: readonly Environment[],
  outdir: string,
): readonly string[] {
  const app = new App({ stackTraces: false, outdir });
  withoutTokenTraces(() => {
    for (const environment of environments) {
      for (const layer of layers) layer.addStacks(app, environment);
    }
    app.synth();
  });
  return app.node.children.map(({ node }) => node.id);
}
