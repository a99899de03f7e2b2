import { type DatabaseLifecycle, isServing } from "../data/database-lifecycle";
import { lifecycleOf } from "../data/lifecycle-of";
import type { Environment } from "../environment/environment";
import type { RegionStates } from "./region-state";

/** What services that use the database can do in a region. */
export interface DatabaseReach {
  readonly reads: boolean;
  readonly writes: boolean;
}

/** The region that takes writes; undefined where there is no database. */
export function writerOf(environment: Environment): string | undefined {
  return lifecycleOf(environment)?.writer;
}

/**
 * What the database lets services of a region do, by the history of the environment. They read the instance of their region, or that of the
 * other one where theirs has none. They write in the writer's region alone: everywhere else they are told to read only.
 */
export function reachOf(environment: Environment, states: RegionStates, region: string): DatabaseReach | undefined {
  const lifecycle = lifecycleOf(environment);
  if (lifecycle === undefined) return undefined;
  const isThere = (code: string) => states[code]?.isThere === true;
  const answers = (code: string) => isThere(code) && states[code]?.hasDatabase === true;
  const asked = instancesOf(lifecycle).includes(region) ? region : lifecycle.writer;
  return {
    reads: isThere(region) && answers(asked),
    writes: region === lifecycle.writer && answers(region),
  };
}

/** Codes of the regions with an instance that pods may ask. */
function instancesOf({ instances }: DatabaseLifecycle): readonly string[] {
  return instances.filter(isServing).map(({ regionCode }) => regionCode);
}

/** Whether the region that does not take writes has an instance that could. */
export function hasReplica(environment: Environment): boolean {
  const lifecycle = lifecycleOf(environment);
  return lifecycle !== undefined && instancesOf(lifecycle).some((code) => code !== lifecycle.writer);
}
