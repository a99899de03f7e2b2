import { type AddressRange, blockOf, prefixOf, rangeOf, rangesWithout } from "./cidr";

/** The kinds of subnet, by who stands in them. */
export const tiers = ["private", "public", "database", "intra"] as const;

export type Tier = (typeof tiers)[number];

/** Subnet ranges of one VPC, one per zone and tier, in the order of the zones. */
export type SubnetPlan = Readonly<Record<Tier, readonly string[]>>;

export interface AddressPlan {
  readonly subnets: SubnetPlan;
  /** Kept for the zones that do not exist yet, so that adding one renumbers nothing. */
  readonly held: readonly AddressRange[];
  /** Taken by nothing and promised to nobody. */
  readonly free: readonly AddressRange[];
}

/** Zones that the plan has room for. */
export const zoneSlots = 3;

/** 27 usable addresses: EKS asks for 6 in each control plane subnet and recommends 16. */
const intraPrefix = 27;

/** The smallest subnet that AWS makes. */
const smallestPrefix = 28;

/**
 * Divides a VPC of /16 to /20 by place alone: a zone's ranges follow from its position, never from how many zones there are.
 *
 *     quarter 0   public 0 | public 1 | public 2 | database 0-2, intra 0-2, free
 *     quarter 1-3 private 0, 1, 2
 */
export function planAddresses(cidr: string, zoneCount: number, chosen?: SubnetPlan): AddressPlan {
  const vpc = rangeOf(cidr);
  if (chosen !== undefined) {
    return { subnets: chosen, held: [], free: rangesWithout(vpc, subnetRanges(chosen)) };
  }
  const every = planSlots(cidr);
  const subnets = selectZones(every, 0, zoneCount);
  const held = subnetRanges(selectZones(every, zoneCount, zoneSlots)).toSorted((a, b) => a.first - b.first);
  return { subnets, held, free: rangesWithout(vpc, [...subnetRanges(subnets), ...held]) };
}

function planSlots(cidr: string): SubnetPlan {
  const vpcPrefix = prefixOf(cidr);
  const publicPrefix = vpcPrefix + 5;
  const databasePrefix = Math.min(vpcPrefix + 8, smallestPrefix);
  const reserve = blockOf(cidr, publicPrefix, zoneSlots);
  const slots = Array.from({ length: zoneSlots }, (_, slot) => slot);
  const databaseSize = zoneSlots * 2 ** (32 - databasePrefix);
  const firstIntra = Math.ceil(databaseSize / 2 ** (32 - intraPrefix));
  return {
    private: slots.map((slot) => blockOf(cidr, vpcPrefix + 2, slot + 1)),
    public: slots.map((slot) => blockOf(cidr, publicPrefix, slot)),
    database: slots.map((slot) => blockOf(reserve, databasePrefix, slot)),
    intra: slots.map((slot) => blockOf(reserve, intraPrefix, firstIntra + slot)),
  };
}

function selectZones(plan: SubnetPlan, from: number, to: number): SubnetPlan {
  return {
    private: plan.private.slice(from, to),
    public: plan.public.slice(from, to),
    database: plan.database.slice(from, to),
    intra: plan.intra.slice(from, to),
  };
}

function subnetRanges(plan: SubnetPlan): readonly AddressRange[] {
  return tiers.flatMap((tier) => plan[tier].map(rangeOf));
}
