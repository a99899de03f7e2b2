import { App } from "cdktf";
import { terraformVersion } from "../../modules/versions";
import type { OutputFile } from "../output/output-file";
import { writeOutput } from "../output/write-output";
import type { Output, PlannedPlatform } from "./planned-platform";
import { withoutTokenTraces } from "./without-token-traces";

/** What one synth has written. */
export interface Synthesis {
  /** Names of the stacks. */
  readonly stacks: readonly string[];
  /** What the layers tell of their plans. */
  readonly report: readonly string[];
  /** What a person should know of the output directory: what was swept, left and overwritten. */
  readonly lines: readonly string[];
}

/**
 * Writes the stacks of planned platforms, and the files beside them, into a directory, all of them or nothing.
 * @throws EnvironmentError where the directory cannot be written, or another process is writing it
 */
export function synthesize(
  platforms: Iterable<PlannedPlatform>,
  outputs: readonly Output[],
  outdir: string,
  { sweptByCdktf = false }: { readonly sweptByCdktf?: boolean } = {},
): Synthesis {
  const { result, lines } = writeOutput({
    outdir,
    sweptByCdktf,
    synth: (directory) => withoutTokenTraces(() => translate(platforms, outputs, directory)),
  });
  return { ...result, lines };
}

/** Each platform as it comes: nothing of it but its stacks is kept. */
function translate(platforms: Iterable<PlannedPlatform>, outputs: readonly Output[], outdir: string) {
  // CDKTF's fork refuses what the oldest Terraform that a project targets does not know (docs/adr/0018-life-after-cdktf.md).
  const context = { targetVersions: { terraform: terraformVersion } };
  const app = new App({ stackTraces: false, outdir, context });
  const files: OutputFile[] = [];
  const report: string[] = [];
  for (const platform of platforms) {
    for (const layer of platform.layers) {
      layer.addStacks(app);
      files.push(...layer.files);
      report.push(...layer.report);
    }
    files.push(...outputs.flatMap((output) => output(platform)));
  }
  app.synth();
  return { result: { stacks: app.node.children.map(({ node }) => node.id), report }, files };
}
