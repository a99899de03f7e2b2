import type { ProviderName } from "../../modules/versions";
import { type Environment, pairByCode, shortCodeOf } from "../environment/environment";
import type { LayerName } from "./layer-name";
import { regionNames } from "./names";

/** Where one stack keeps its state. */
export type StateLocation =
  | { readonly backend: "s3"; readonly bucket: string; readonly key: string; readonly region: string }
  | { readonly backend: "local"; readonly path: string };

/** Where a stack is found: all that its readers need to know. */
export interface StackAddress {
  /** `<environment>-<region>-<layer>` or `<environment>-<layer>`: by place, never by role. */
  readonly id: string;
  readonly environment: Environment;
  readonly state: StateLocation;
}

/** What every stack is before it is anything special: its name, its state, what it calls and what it reads. */
export interface StackPlan extends StackAddress {
  readonly layer: LayerName;
  /** The regions that it stands in. */
  readonly regionCodes: readonly [string, ...string[]];
  /** Providers of its resources. That of AWS is configured once for each region. */
  readonly providers: readonly ProviderName[];
  /** Ids of the stacks whose outputs it reads: they are applied before it. */
  readonly reads: readonly string[];
}

/** What distinguishes a stack from others of its layer. */
export interface StackNeeds {
  /** Stacks whose outputs it reads. @default [] */
  readonly reads?: readonly StackAddress[];
  /** @default ["aws"] */
  readonly providers?: readonly ProviderName[];
}

/** A stack of one region; its state lives in that region. */
export function planRegionStack(
  environment: Environment,
  layer: LayerName,
  regionCode: string,
  needs: StackNeeds = {},
): StackPlan {
  return { ...locateRegionStack(environment, layer, regionCode), ...planNeeds(layer, [regionCode], needs) };
}

/** A stack that needs both regions; its state lives where the environment says that shared state lives. */
export function planSharedStack(environment: Environment, layer: LayerName, needs: StackNeeds = {}): StackPlan {
  const [first, second] = pairByCode(environment);
  return { ...locateSharedStack(environment, layer), ...planNeeds(layer, [first.code, second.code], needs) };
}

/**
 * A stack that belongs to both regions and calls services of none: its one provider stands where its state does, so that it can be applied while
 * the other region is gone. One for each region would ask the lost one who it is before it did anything.
 */
export function planGlobalStack(environment: Environment, layer: LayerName, needs: StackNeeds = {}): StackPlan {
  return { ...locateSharedStack(environment, layer), ...planNeeds(layer, [sharedHome(environment)], needs) };
}

/** Where a stack of both regions is found, for those that read it. */
export function locateSharedStack(environment: Environment, layer: LayerName): StackAddress {
  const id = `${environment.name}-${layer}`;
  return { id, environment, state: locateState(environment, id, sharedHome(environment)) };
}

function sharedHome(environment: Environment): string {
  return environment.state.backend === "s3" ? environment.state.sharedRegion : pairByCode(environment)[0].code;
}

/** Where a region's stack of a layer is found, for those that read it. */
export function locateRegionStack(environment: Environment, layer: LayerName, regionCode: string): StackAddress {
  const id = `${environment.name}-${regionCode}-${layer}`;
  return { id, environment, state: locateState(environment, id, regionCode) };
}

/** The name of a region's provider inside a stack of both regions. */
export function providerAlias(regionCode: string): string {
  return shortCodeOf({ code: regionCode });
}

function planNeeds(
  layer: LayerName,
  regionCodes: StackPlan["regionCodes"],
  { reads = [], providers = ["aws"] }: StackNeeds,
): Omit<StackPlan, keyof StackAddress> {
  return { layer, regionCodes, providers, reads: reads.map(({ id }) => id) };
}

function locateState(environment: Environment, id: string, regionCode: string): StateLocation {
  const key = `${environment.name}/${id}.tfstate`;
  if (environment.state.backend === "local") {
    // Terraform resolves it from the stack's directory, cdktf.out/stacks/<stack>. State stands outside of a directory that can be made anew at any time.
    return { backend: "local", path: `../../../terraform-state/${key}` };
  }
  return { backend: "s3", bucket: regionNames(environment, { code: regionCode }).stateBucket, key, region: regionCode };
}
