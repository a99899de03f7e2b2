import { type Environment, pairByCode, shortCodeOf } from "../config/environment";
import type { LayerName } from "./layer";
import { regionNames } from "./names";

/** Where one stack keeps its state. */
export type StateLocation =
  | { readonly backend: "s3"; readonly bucket: string; readonly key: string; readonly region: string }
  | { readonly backend: "local"; readonly path: string };

/** What every stack is before it is anything special: its name, its state, the regions whose API it calls. */
export interface StackPlan {
  /** `<environment>-<region>-<layer>` or `<environment>-<layer>`: by place, never by role. */
  readonly id: string;
  readonly environment: Environment;
  readonly layer: LayerName;
  readonly regionCodes: readonly [string, ...string[]];
  readonly state: StateLocation;
}

/** A stack of one region; its state lives in that region. */
export function planRegionStack(environment: Environment, layer: LayerName, regionCode: string): StackPlan {
  const id = `${environment.name}-${regionCode}-${layer}`;
  return { id, environment, layer, regionCodes: [regionCode], state: locateState(environment, id, regionCode) };
}

/** A stack that needs both regions; its state lives where the environment says that shared state lives. */
export function planSharedStack(environment: Environment, layer: LayerName): StackPlan {
  const id = `${environment.name}-${layer}`;
  const [first, second] = pairByCode(environment);
  const home = environment.state.backend === "s3" ? environment.state.sharedRegion : first.code;
  return { id, environment, layer, regionCodes: [first.code, second.code], state: locateState(environment, id, home) };
}

/** The name of a region's provider inside a stack of both regions. */
export function providerAlias(regionCode: string): string {
  return shortCodeOf({ code: regionCode });
}

function locateState(environment: Environment, id: string, regionCode: string): StateLocation {
  const key = `${environment.name}/${id}.tfstate`;
  if (environment.state.backend === "local") {
    // Terraform resolves it from the stack's directory, cdktf.out/stacks/<stack>. State stands outside of a directory that can be made anew at any time.
    return { backend: "local", path: `../../../terraform-state/${key}` };
  }
  return { backend: "s3", bucket: regionNames(environment, { code: regionCode }).stateBucket, key, region: regionCode };
}
