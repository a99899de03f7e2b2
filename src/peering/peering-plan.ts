import { type Environment, pairByCode, shortCodeOf } from "../environment/environment";
import { type NetworkPlan, planNetworks } from "../network/network-plan";
import { interconnectName } from "../stack/names";
import { planSharedStack, type StackPlan } from "../stack/stack-plan";

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
  readonly network: StackPlan;
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
  const networks = new Map(planNetworks(environment).map((network) => [network.region.code, network]));
  const planSide = (code: string, position: 0 | 1): SidePlan => {
    const network = networks.get(code);
    const other = networks.get(position === 0 ? second.code : first.code);
    if (network === undefined || other === undefined)
      throw new Error(`environment ${environment.name} has no network in ${code}`);
    const attachedThere = peersAttachedTo(environment, other.region.code);
    const attachedHere = peersAttachedTo(environment, code);
    return {
      id: shortCodeOf(network.region),
      regionCode: code,
      name: network.names.transitGateway,
      network: network.stack,
      cidr: network.region.cidr,
      amazonSideAsn:
        environment.interconnect.type === "transit-gateway" ? environment.interconnect.amazonSideAsns[position] : 0,
      routes: planRoutes(
        network,
        { id: shortCodeOf(other.region), cidr: other.region.cidr },
        [...attachedHere, ...attachedThere].map(([name, { cidr }]) => ({ id: `peer-${name}`, cidr })),
      ),
      remoteCidrs: [other.region.cidr, ...attachedThere.map(([, { cidr }]) => cidr)],
    };
  };
  return [
    {
      stack: planSharedStack(environment, "peering"),
      name: interconnectName(environment),
      type: environment.interconnect.type,
      sides: [planSide(first.code, 0), planSide(second.code, 1)],
    },
  ];
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
function planRoutes(network: NetworkPlan, other: Destination, peers: readonly Destination[]): readonly RoutePlan[] {
  return [
    ...routesOf(network, "private", [other, ...peers]),
    ...routesOf(network, "database", [other, ...peers]),
    ...routesOf(network, "intra", peers),
  ];
}

function routesOf(
  { routeTables }: NetworkPlan,
  tier: RoutePlan["tier"],
  destinations: readonly Destination[],
): readonly RoutePlan[] {
  return Array.from({ length: routeTables[tier] }, (_, table) =>
    destinations.map(({ id, cidr }) => ({ id: `${tier}-${table}-${id}`, tier, table, destination: cidr })),
  ).flat();
}
