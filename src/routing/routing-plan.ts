import { endpointWeight, reachableRegions, trafficDial } from "../edge/traffic-dial";
import { regionSwitch } from "../entry/region-switch";
import { type Environment, getOtherRegion } from "../environment/environment";
import { serviceHealth } from "../workloads/service-health";
import { type DatabaseReach, reachOf } from "./database-reach";
import { type Failure, planFailures, primaryOf } from "./failures";
import { acceleratorDelaySec, routeByAccelerator } from "./global-accelerator";
import { isLoadBalancerHealthy, noticedWithinSec } from "./load-balancer-health";
import type { ReachedEnvironment } from "./reached-environment";
import { type RegionStates, regionTargetGroup } from "./region-state";
import { aliasTtlSec, routeByWeightedRecords } from "./route53-records";
import type { Share, Way } from "./share";

/** What becomes of users after a failure. */
export interface RoutingOutcome extends Pick<Failure, "what" | "byHand"> {
  /** Of users near each region, by its code: in each region that some of them reach. */
  readonly near: Readonly<Record<string, readonly Arrival[]>>;
  /** Seconds until new connections go where they go from then on; 0 where nobody has to go elsewhere. */
  readonly afterSec: number;
}

/** Where new connections arrive, and what they find there. */
export interface Arrival {
  readonly region: string;
  /** How many of those users: 1 is all. */
  readonly part: number;
  readonly way: Way;
  /** Whether anything answers there. */
  readonly isAnswered: boolean;
  /** Exposed services that do not answer there. */
  readonly missing: readonly string[];
  /** What services can do with the database; undefined where there is none. */
  readonly database: DatabaseReach | undefined;
}

/** Seconds until the load balancer of a region notices. */
export const balancerDelaySec = noticedWithinSec([regionSwitch.health, serviceHealth]);

/** Who gets the traffic after each failure, by the environment as it stands in its file. */
export function planRouting(environment: ReachedEnvironment): readonly RoutingOutcome[] {
  const codes = codesOf(environment);
  const [before, ...failures] = planFailures(environment);
  if (before === undefined) throw new Error("a plan of failures starts with none");
  const arrivals = (states: RegionStates) =>
    Object.fromEntries(codes.map((code) => [code, arrive(environment, states, code)]));
  const regular = arrivals(before.states);
  return [before, ...failures].map(({ what, states, byHand }) => {
    const near = arrivals(states);
    const moves = codes.some((code) => placesOf(near[code]) !== placesOf(regular[code]));
    return { what, byHand, near, afterSec: moves ? balancerDelaySec + delaySec(environment) : 0 };
  });
}

/** Where users arrive, to compare. */
function placesOf(arrivals: readonly Arrival[] = []): string {
  return arrivals.map(({ region, part }) => `${region} ${part}`).join(" ");
}

/** Both regions, the primary first. */
export function codesOf(environment: Environment): readonly string[] {
  const { code } = primaryOf(environment);
  return [code, getOtherRegion(environment, code).code];
}

const delays = { "global-accelerator": acceleratorDelaySec, route53: aliasTtlSec } as const;

function delaySec({ edge }: ReachedEnvironment): number {
  return delays[edge.by];
}

function arrive(environment: ReachedEnvironment, states: RegionStates, nearestCode: string): readonly Arrival[] {
  const nearestFirst = [nearestCode, getOtherRegion(environment, nearestCode).code];
  return route(environment, states, nearestFirst).map((share) => arrivalOf(environment, states, share));
}

function arrivalOf(environment: ReachedEnvironment, states: RegionStates, { region, part, way }: Share): Arrival {
  const state = states[region];
  const services = Object.entries(state?.healthyTargets ?? {}).filter(([name]) => name !== regionTargetGroup);
  const missing = services.filter(([, healthy]) => healthy === 0).map(([name]) => name);
  return {
    region,
    part,
    way,
    isAnswered: state?.isThere === true && (services.length === 0 || missing.length < services.length),
    missing,
    database: reachOf(environment, states, region),
  };
}

function route(
  environment: ReachedEnvironment,
  states: RegionStates,
  nearestFirst: readonly string[],
): readonly Share[] {
  const regions = reachableRegions(environment);
  const isHealthy = (code: string) => isLoadBalancerHealthy(Object.values(states[code]?.healthyTargets ?? {}));
  if (environment.edge.by === "global-accelerator") {
    const groups = regions.map((region) => ({
      region: region.code,
      trafficDial: trafficDial(environment, region),
      endpoints: [{ name: region.code, weight: endpointWeight, isHealthy: isHealthy(region.code) }],
    }));
    return routeByAccelerator(groups, nearestFirst);
  }
  return routeByWeightedRecords(
    regions.map((region) => ({
      region: region.code,
      weight: trafficDial(environment, region),
      isHealthy: isHealthy(region.code),
    })),
  );
}
