import { type Environment, pairByCode, type Region, shortCodeOf } from "../environment/environment";
import { countRouteTables, type RouteTableCounts } from "../network/route-tables";
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
  /** Routes to add in the VPC. */
  readonly routes: readonly RoutePlan[];
  /** Ranges that this side's transit gateway must send to the other one. */
  readonly remoteCidrs: readonly string[];
}

export interface RoutePlan {
  readonly id: string;
  readonly tier: "private" | "database" | "intra";
  /** Position among the tier's route tables. */
  readonly table: number;
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
    routes: planRoutes(
      countRouteTables(environment, region),
      { id: shortCodeOf(other), cidr: other.cidr },
      [...attachedHere, ...attachedThere].map(([name, { cidr }]) => ({ id: `peer-${name}`, cidr })),
    ),
    remoteCidrs: [other.cidr, ...attachedThere.map(([, { cidr }]) => cidr)],
  };
}

/** Networks that are reachable through a region's transit gateway; a peering connection leads to none of them. */
function peersAttachedTo({ interconnect, peers }: Environment, code: string) {
  return interconnect.type === "transit-gateway"
    ? Object.entries(peers).filter(([, { region }]) => region === code)
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
function planRoutes(tables: RouteTableCounts, other: Destination, peers: readonly Destination[]): readonly RoutePlan[] {
  return [
    ...routesOf(tables, "private", [other, ...peers]),
    ...routesOf(tables, "database", [other, ...peers]),
    ...routesOf(tables, "intra", peers),
  ];
}

function routesOf(
  tables: RouteTableCounts,
  tier: RoutePlan["tier"],
  destinations: readonly Destination[],
): readonly RoutePlan[] {
  return Array.from({ length: tables[tier] }, (_, table) =>
    destinations.map(({ id, cidr }) => ({ id: `${tier}-${table}-${id}`, tier, table, destination: cidr })),
  ).flat();
}
