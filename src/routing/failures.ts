import { countZones } from "../cluster/node-group-plan";
import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import { hasReplica, writerOf } from "./database-reach";
import { exposedServices, healthyState, withoutZone } from "./healthy-regions";
import { gone, type RegionState, type RegionStates, regionTargetGroup, without } from "./region-state";

/** Something that can happen, what it leaves, and what is left to people. */
export interface Failure {
  /** Such as `eu-west-1 is lost`. */
  readonly what: string;
  readonly states: RegionStates;
  /** What nothing does by itself, with the page that says how. */
  readonly byHand: string;
}

/** Everything that the table answers for, from the smallest to the largest. */
export function planFailures(environment: Environment): readonly Failure[] {
  const primary = primaryOf(environment);
  const failover = getOtherRegion(environment, primary.code);
  const states = Object.fromEntries(
    [primary, failover].map((region) => [region.code, healthyState(environment, region.role)]),
  );
  const pair: Pair = { environment, primary, failover, states };
  const exposed = exposedServices(environment);
  const writer = writerOf(environment);
  return [
    nothing(pair),
    ...exposed.map((service) => serviceDown(pair, service)),
    allTargetsGone(pair),
    zoneLost(pair),
    ...(writer === undefined ? [] : [databaseLost(pair, writer)]),
    controlPlaneLost(pair),
    primaryLost(pair),
    ...exposed.map((service) => primaryLostWhileDown(pair, service)),
    failoverLost(pair),
    bothRed(pair),
  ];
}

/** The region that serves at full size. */
export function primaryOf({ name, regions }: Environment): Region {
  const region = regions.find(({ role }) => role === "primary");
  if (region === undefined) throw new Error(`environment ${name} has no primary region`);
  return region;
}

interface Pair {
  readonly environment: Environment;
  readonly primary: Region;
  readonly failover: Region;
  /** Of both regions, as long as nothing happens. */
  readonly states: RegionStates;
}

function nothing({ states }: Pair): Failure {
  return { what: "nothing", states, byHand: "nothing" };
}

function serviceDown({ environment, primary, states }: Pair, service: string): Failure {
  const because = environment.services[service]?.expose?.whenDown.because ?? "";
  return {
    what: `${service} has no healthy pod in ${primary.code}`,
    states: change(states, primary, (state) => without(state, [service])),
    byHand: `mend ${service}; its users and all others leave the region, accepted because ${because} (docs/runbooks/edge.md, "Users have come to the region that stands by")`,
  };
}

function allTargetsGone({ primary, states }: Pair): Failure {
  return {
    what: `no pod answers in ${primary.code}`,
    states: change(states, primary, (state) => without(state, Object.keys(state.healthyTargets))),
    byHand:
      'nothing, unless it lasts: then the other region becomes the primary (docs/runbooks/cluster.md, "Take over in the region that stands by")',
  };
}

function zoneLost({ environment, primary, states }: Pair): Failure {
  const { database, roles } = environment;
  const survives = database?.instances.primary.multiAz ?? true;
  const advice = [
    ...(database !== undefined && survives
      ? ["wait: the database answers from another zone after one to two minutes"]
      : []),
    ...(survives
      ? []
      : ["promote the replica, if the database was there: it has no other zone (docs/runbooks/database-promotion.md)"]),
    ...(roles.primary.nat === "single"
      ? [
          'leave the region, if the only NAT gateway was there: pods reach nothing outside (docs/runbooks/edge.md, "Leave a region")',
        ]
      : []),
  ];
  return {
    what: `a zone of ${primary.code} is lost`,
    states: change(states, primary, (state) => ({
      ...withoutZone(state, zonesWithNodes(environment, primary)),
      hasDatabase: survives,
    })),
    byHand: advice.length === 0 ? "nothing" : advice.join("; "),
  };
}

function databaseLost({ environment, states }: Pair, writer: string): Failure {
  return {
    what: `the database of ${writer} is lost, in every zone`,
    states: change(states, { code: writer }, (state) => ({ ...state, hasDatabase: false })),
    byHand: hasReplica(environment)
      ? 'leave the region, to read the replica (docs/runbooks/edge.md, "Leave a region"); promote it, to write (docs/runbooks/database-promotion.md)'
      : "restore a backup: there is no replica",
  };
}

function controlPlaneLost({ primary, states }: Pair): Failure {
  return {
    what: `the control plane of ${primary.code} is lost`,
    states,
    byHand:
      'wait: pods serve on, but none is replaced, added or moved; leaving the region takes its dial, since its switch is out of reach (docs/runbooks/edge.md, "Leave a region")',
  };
}

function primaryLost({ environment, primary, states }: Pair): Failure {
  return {
    what: `${primary.code} is lost`,
    states: change(states, primary, gone),
    byHand: takeOver(environment),
  };
}

/** What must never be so in a region that stands by: it shows in the hour when it is needed. */
function primaryLostWhileDown({ primary, failover, states }: Pair, service: string): Failure {
  return {
    what: `${primary.code} is lost while ${service} is down in ${failover.code}`,
    states: change(change(states, primary, gone), failover, (state) => without(state, [service])),
    byHand: `mend ${service} in ${failover.code}, or take its expose away: until then both regions count as dead (docs/runbooks/edge.md, "A region is lost")`,
  };
}

function failoverLost({ environment, failover, states }: Pair): Failure {
  const isReplicaLost = hasReplica(environment) && writerOf(environment) !== failover.code;
  return {
    what: `${failover.code} is lost`,
    states: change(states, failover, gone),
    byHand: isReplicaLost
      ? "let go of the replica, before what it has not fetched fills the writer's disk (docs/runbooks/database-replica-lost.md)"
      : writerOf(environment) === failover.code
        ? takeOver(environment)
        : "nothing",
  };
}

function bothRed({ primary, failover, states }: Pair): Failure {
  const leave = (state: RegionState) => without(state, [regionTargetGroup]);
  return {
    what: "both regions are red",
    states: change(change(states, primary, leave), failover, leave),
    byHand:
      'make one of them green: take back what told it to leave (docs/runbooks/edge.md, "Leave a region"), or mend what is down',
  };
}

function takeOver(environment: Environment): string {
  const roles = 'exchange the roles (docs/runbooks/cluster.md, "Take over in the region that stands by")';
  return hasReplica(environment) ? `promote the replica (docs/runbooks/database-promotion.md); ${roles}` : roles;
}

function change(
  states: RegionStates,
  { code }: Pick<Region, "code">,
  effect: (state: RegionState) => RegionState,
): RegionStates {
  const state = states[code];
  if (state === undefined) throw new Error(`nothing is known of ${code}`);
  return { ...states, [code]: effect(state) };
}

/** Zones in which services find nodes; those with taints are for others. */
function zonesWithNodes({ cluster, roles }: Environment, { role, zones }: Region): number {
  const groups = Object.values(cluster?.nodeGroups ?? {}).filter(({ taints }) => taints.length === 0);
  return Math.max(1, ...groups.map((group) => countZones(group, roles, role, zones.length)));
}
