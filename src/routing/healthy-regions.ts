import type { Environment, Region } from "../environment/environment";
import { type RegionState, regionTargetGroup } from "./region-state";

/** Pods that answer for the region itself. */
const regionPods = 2;

/** Services that users reach, by name; one without an image is installed by somebody else, behind nothing of ours. */
export function exposedServices({ services }: Pick<Environment, "services">): readonly string[] {
  return Object.entries(services)
    .filter(([, { expose, image }]) => expose !== undefined && image !== undefined)
    .map(([name]) => name)
    .toSorted();
}

/** A region as it is on any day: with as many pods of each exposed service as are always there. */
export function healthyState(environment: Pick<Environment, "services">, role: Region["role"]): RegionState {
  const targets = exposedServices(environment).map((name) => [name, minimumOf(environment, name, role)] as const);
  return {
    isThere: true,
    healthyTargets: { ...Object.fromEntries(targets), [regionTargetGroup]: regionPods },
    hasDatabase: true,
  };
}

function minimumOf({ services }: Pick<Environment, "services">, name: string, role: Region["role"]): number {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service.replicas[role].min;
}

/**
 * A region after the zone with most pods of each service: they are spread over the zones that nodes stand in. A single pod is taken to be in
 * the zone that is lost, and so is everything where nodes stand in one zone.
 */
export function withoutZone(state: RegionState, zonesWithNodes: number): RegionState {
  const left = Object.entries(state.healthyTargets).map(([name, pods]) => [
    name,
    pods - Math.ceil(pods / zonesWithNodes),
  ]);
  return { ...state, healthyTargets: Object.fromEntries(left) };
}
