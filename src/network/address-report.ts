import { tiers } from "../addresses/address-plan";
import { type AddressRange, formatRange, sizeOf } from "../addresses/cidr";
import type { NetworkPlan } from "./network-plan";

/** The address plan of both regions as lines for a terminal, with what is still free. */
export function reportAddresses(plans: readonly NetworkPlan[]): readonly string[] {
  return plans.flatMap(({ stack, region, addresses, nat }) => [
    `${stack.environment.name}  ${region.code}  ${region.role}  ${region.cidr}  ${region.zones.join(" ")}  NAT ${nat}`,
    ...tiers.map((tier) => `  ${tier.padEnd(9)} ${addresses.subnets[tier].join("  ")}`),
    ...addresses.held.map((range) => `  held      ${describe(range)}, for the next zone`),
    ...addresses.free.map((range) => `  free      ${describe(range)}`),
  ]);
}

function describe(range: AddressRange): string {
  return `${formatRange(range)}  ${sizeOf(range)} addresses`;
}
