import type { Environment } from "../environment/environment";

/** An environment that users reach. */
export type ReachedEnvironment = Environment & { readonly edge: NonNullable<Environment["edge"]> };

/**
 * The environment, as one that users reach.
 * @throws Error where it has no edge
 */
export function reachedEnvironment(environment: Environment): ReachedEnvironment {
  const { name, edge } = environment;
  if (edge === undefined) {
    throw new Error(
      `routing: environment ${name} has no edge, so nobody outside reaches it; say edge: { by: "global-accelerator" } in its file`,
    );
  }
  return { ...environment, edge };
}
