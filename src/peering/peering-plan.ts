import { type Environment, pairByCode, type Region, shortCodeOf } from "../environment/environment";
import { interconnectName, regionNames } from "../stack/names";
import { locateRegionStack, planSharedStack, type StackAddress, type StackPlan } from "../stack/stack-plan";

export interface PeeringPlan {
  readonly stack: StackPlan;
  readonly name: string;
  readonly type: Environment["interconnect"]["type"];
  /** In alphabetical order of the region codes; the first asks, the second accepts. */
  readonly sides: readonly [SidePlan, SidePlan];
}

export interface SidePlan {
  /** The region's short code: first part of the side's ids. */
  readonly id: string;
  readonly regionCode: string;
  readonly name: string;
  readonly network: StackAddress;
  readonly cidr: string;
  readonly amazonSideAsn: number;
  readonly zoneCount: number;
  /** Routes to add in the VPC. */
  readonly routes: readonly RoutePlan[];
  /** Ranges that this side's transit gateway must send to the other one. */
  readonly remoteCidrs: readonly string[];
}

/**
 * A route in every table that a tier has, which is one for each NAT gateway of the hour: regions that exchange their roles get and lose tables one
 * after the other, and what serves still must keep its way until it is done.
 */
export interface RoutePlan {
  readonly id: string;
  readonly tier: "private" | "database" | "intra";
  readonly destination: string;
}

/** How the two VPCs of an environment reach each other. */
export function planPeering(environment: Environment): readonly PeeringPlan[] {
  const [first, second] = pairByCode(environment);
  const sides = [planSide(environment, first, second, 0), planSide(environment, second, first, 1)] as const;
  return [
    {
      stack: planSharedStack(environment, "peering", { reads: sides.map(({ network }) => network) }),
      name: interconnectName(environment),
      type: environment.interconnect.type,
      sides,
    },
  ];
}

function planSide(environment: Environment, region: Region, other: Region, position: 0 | 1): SidePlan {
  const attachedThere = peersAttachedTo(environment, other.code);
  const attachedHere = peersAttachedTo(environment, region.code);
  return {
    id: shortCodeOf(region),
    regionCode: region.code,
    name: regionNames(environment, region).transitGateway,
    network: locateRegionStack(environment, "network", region.code),
    cidr: region.cidr,
    amazonSideAsn:
      environment.interconnect.type === "transit-gateway" ? environment.interconnect.amazonSideAsns[position] : 0,
    zoneCount: region.zones.length,
    routes: planRoutes(
      { id: shortCodeOf(other), cidr: other.cidr },
      // By range: a route of another name to the same place would be made before the old one is gone, and AWS refuses it.
      [...attachedHere, ...attachedThere].map((cidr) => ({ id: `peer-${cidr.replaceAll(/[./]/g, "-")}`, cidr })),
    ),
    remoteCidrs: [other.cidr, ...attachedThere],
  };
}

/** Ranges that are reachable through a region's transit gateway; a peering connection leads to none of them. */
function peersAttachedTo({ interconnect, peers }: Environment, code: string) {
  return interconnect.type === "transit-gateway"
    ? Object.values(peers)
        .filter(({ region }) => region === code)
        .map(({ cidr }) => cidr)
    : [];
}

interface Destination {
  readonly id: string;
  readonly cidr: string;
}

/**
 * Pods talk to the other region and to peers, and databases answer them. The control plane answers peers, who come to its private endpoint.
 * Public subnets have nothing to say to any of them.
 */
function planRoutes(other: Destination, peers: readonly Destination[]): readonly RoutePlan[] {
  return [
    ...routesOf("private", [other, ...peers]),
    ...routesOf("database", [other, ...peers]),
    ...routesOf("intra", peers),
  ];
}

function routesOf(tier: RoutePlan["tier"], destinations: readonly Destination[]): readonly RoutePlan[] {
  return destinations.map(({ id, cidr }) => ({ id: `${tier}-${id}`, tier, destination: cidr }));
}
