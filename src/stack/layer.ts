import type { App } from "cdktf";
import type { Check } from "../config/check";
import type { Environment } from "../environment/environment";
import type { OutputFile } from "../output/output-file";
import type { LayerName } from "./layer-name";
import type { StackPlan } from "./stack-plan";

/** One slice of the platform: what it refuses, what it makes of an environment, what it warns of. */
export interface Layer {
  readonly name: LayerName;
  readonly checks: readonly Check[];
  readonly plan: (environment: Environment) => PlannedLayer;
  /** What will soon need somebody's attention. The date never changes what is built. */
  readonly warn: (environment: Environment, today: Date) => readonly string[];
}

/** A layer of one environment, planned once: everything that leaves it is a translation of the same plans. */
export interface PlannedLayer {
  readonly stacks: readonly StackPlan[];
  readonly addStacks: (app: App) => void;
  readonly files: readonly OutputFile[];
  /** Lines for the person who runs synth. */
  readonly report: readonly string[];
}

export interface LayerDefinition<P extends { readonly stack: StackPlan }> {
  readonly name: LayerName;
  readonly checks: readonly Check[];
  /** One plan per stack, in the order in which they are applied. */
  readonly plan: (environment: Environment) => readonly P[];
  /** Translates a plan. */
  readonly Stack: new (
    app: App,
    plan: P,
  ) => unknown;
  /** @default - no files beside the stacks */
  readonly files?: (plans: readonly P[]) => readonly OutputFile[];
  /** @default - no lines */
  readonly report?: (plans: readonly P[]) => readonly string[];
  /** @default - no warnings */
  readonly warn?: Layer["warn"];
}

const nothing = () => [];

/** A layer whose stacks, files and lines all come from one run of its plan. */
export function defineLayer<P extends { readonly stack: StackPlan }>({
  name,
  checks,
  plan,
  Stack,
  files = nothing,
  report = nothing,
  warn = nothing,
}: LayerDefinition<P>): Layer {
  return {
    name,
    checks,
    plan: (environment) => {
      const plans = plan(environment);
      return {
        stacks: plans.map(({ stack }) => stack),
        addStacks: (app) => {
          for (const one of plans) new Stack(app, one);
        },
        files: files(plans),
        report: report(plans),
      };
    },
    warn,
  };
}
