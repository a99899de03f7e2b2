import type { App } from "cdktf";
import type { Check } from "../config/check";
import type { Environment } from "../environment/environment";

/** The word for a layer in stack names, tags and state keys. */
export type LayerName = "state" | "network" | "peering" | "data" | "cluster";

/** One slice of the platform: what it refuses, what it builds, what it tells. */
export interface Layer {
  readonly name: LayerName;
  readonly checks: readonly Check[];
  readonly addStacks: (app: App, environment: Environment) => void;
  /** Lines for the person who runs synth. */
  readonly report?: (environment: Environment) => readonly string[];
  /** What will soon need somebody's attention. The date never changes what is built. */
  readonly warn?: (environment: Environment, today: Date) => readonly string[];
}
