import type { Environment } from "../environment/environment";
import type { OutputFile } from "../output/output-file";
import type { Layer, PlannedLayer } from "./layer";

/** All layers of one environment, planned. */
export interface PlannedPlatform {
  readonly environment: Environment;
  readonly layers: readonly PlannedLayer[];
}

/** What is made of all stacks of an environment together. */
export type Output = (platform: PlannedPlatform) => readonly OutputFile[];

/** The platforms of environments, one after the other: the plans of a hundred need not be in memory at once. */
export function* planPlatforms(
  layers: readonly Layer[],
  environments: readonly Environment[],
): Generator<PlannedPlatform> {
  for (const environment of environments) yield planPlatform(layers, environment);
}

/** Plans every layer of an environment, each once. */
export function planPlatform(layers: readonly Layer[], environment: Environment): PlannedPlatform {
  return { environment, layers: layers.map(({ plan }) => plan(environment)) };
}
