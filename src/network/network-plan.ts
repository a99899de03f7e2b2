import type { Subscriber } from "../../modules/alarm-topic/subscriber";
import { getRegionFacts } from "../../modules/aws-regions";
import { type AddressPlan, planAddresses } from "../addresses/address-plan";
import { type Environment, getOtherRegion, type Region, subscribersOf } from "../environment/environment";
import { type RegionNames, regionNames } from "../stack/names";
import { planRegionStack, type StackPlan } from "../stack/stack-plan";
import { type NetworkAclPlan, planDatabaseAcl, planIntraAcl, type Talkers } from "./network-acls";

/** How many route tables of each tier a region has; other layers add one route to each. */
export interface RouteTableCounts {
  readonly private: number;
  readonly database: number;
  readonly intra: number;
}

export interface NetworkPlan {
  readonly stack: StackPlan;
  readonly region: Region;
  readonly names: RegionNames;
  readonly partition: string;
  readonly addresses: AddressPlan;
  readonly nat: "per-zone" | "single";
  readonly routeTables: RouteTableCounts;
  readonly databaseAcl: NetworkAclPlan;
  readonly intraAcl: NetworkAclPlan;
  /** Of the region's alarms. Without any there is no topic. */
  readonly subscribers: readonly Subscriber[];
}

/** One network per region, in the order of the regions. */
export function planNetworks(environment: Environment): readonly NetworkPlan[] {
  return environment.regions.map((region) => planNetwork(environment, region));
}

function planNetwork(environment: Environment, region: Region): NetworkPlan {
  const { nat } = environment.roles[region.role];
  const tables = nat === "single" ? 1 : region.zones.length;
  const addresses = planRegionAddresses(region);
  const talkers: Talkers = {
    own: addresses.subnets.private,
    other: planRegionAddresses(getOtherRegion(environment, region.code)).subnets.private,
    peers: Object.values(environment.peers).map(({ cidr }) => cidr),
  };
  return {
    stack: planRegionStack(environment, "network", region.code),
    region,
    names: regionNames(environment, region),
    partition: getRegionFacts(region.code).partition,
    addresses,
    nat,
    routeTables: { private: tables, database: tables, intra: 1 },
    databaseAcl: planDatabaseAcl(talkers),
    intraAcl: planIntraAcl(talkers),
    subscribers: subscribersOf(environment),
  };
}

/** The address plan of a region: by place, or as its file says. */
export function planRegionAddresses({ cidr, zones, subnets }: Pick<Region, "cidr" | "zones" | "subnets">): AddressPlan {
  return planAddresses(cidr, zones.length, subnets);
}
