import type { Subscriber } from "../../modules/alarm-topic/subscriber";
import { getRegionFacts } from "../../modules/aws-regions";
import { moduleProviders } from "../../modules/versions";
import { type AddressPlan, planAddresses } from "../addresses/address-plan";
import { type Environment, getOtherRegion, type Region, subscribersOf } from "../environment/environment";
import { type RegionNames, regionNames } from "../stack/names";
import { planRegionStack, type StackPlan } from "../stack/stack-plan";
import { type NetworkAclPlan, planDatabaseAcl, planIntraAcl, type Talkers } from "./network-acls";

export interface NetworkPlan {
  readonly stack: StackPlan;
  readonly region: Region;
  readonly names: RegionNames;
  readonly partition: string;
  readonly addresses: AddressPlan;
  readonly nat: "per-zone" | "single";
  /** Zones with interface endpoints. */
  readonly endpointZones: readonly number[];
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
  const addresses = planRegionAddresses(region);
  const talkers: Talkers = {
    own: addresses.subnets.private,
    other: planRegionAddresses(getOtherRegion(environment, region.code)).subnets.private,
    peers: Object.values(environment.peers).map(({ cidr }) => cidr),
  };
  const { nat } = environment.roles[region.role];
  return {
    stack: planRegionStack(environment, "network", region.code, { providers: moduleProviders.vpc }),
    region,
    names: regionNames(environment, region),
    partition: getRegionFacts(region.code).partition,
    addresses,
    nat,
    // Beside the NAT gateways: nodes elsewhere reach them too, as they reach NAT.
    endpointZones: region.zones.map((_, zone) => zone).filter((zone) => nat === "per-zone" || zone === 0),
    databaseAcl: planDatabaseAcl(talkers),
    intraAcl: planIntraAcl(talkers),
    subscribers: subscribersOf(environment),
  };
}

/** The address plan of a region: by place, or as its file says. */
export function planRegionAddresses({ cidr, zones, subnets }: Pick<Region, "cidr" | "zones" | "subnets">): AddressPlan {
  return planAddresses(cidr, zones.length, subnets);
}
