import type { NamedRange } from "../../modules/internal-load-balancer/internal-load-balancer";
import { type Environment, getOtherRegion, type Region, subscribersOf } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { type RegionNames, regionNames } from "../stack/names";
import { locateRegionStack, planRegionStack, type StackAddress, type StackPlan } from "../stack/stack-plan";
import { prometheusHost } from "./prometheus-entry";

export interface EntryPlan {
  readonly stack: StackPlan;
  readonly region: Region;
  readonly names: RegionNames;
  readonly network: StackAddress;
  /** Private subnets of the other region: its Grafana and its Prometheus. */
  readonly clients: readonly NamedRange[];
  /** Private subnets of this region: its pods. */
  readonly targets: readonly NamedRange[];
  readonly hostedZoneId: string;
  readonly host: string;
  readonly hasAlarms: boolean;
}

/** Load balancers of each region. None without a cluster behind them, or where nothing is to be read through them. */
export function planEntries(environment: Environment): readonly EntryPlan[] {
  const { cluster, dns } = environment;
  if (cluster === undefined || dns === undefined) return [];
  return environment.regions.flatMap((region) => {
    const host = prometheusHost(environment, region);
    if (host === undefined) return [];
    const network = locateRegionStack(environment, "network", region.code);
    return [
      {
        stack: planRegionStack(environment, "entry", region.code, { reads: [network] }),
        region,
        names: regionNames(environment, region),
        network,
        clients: privateRanges(getOtherRegion(environment, region.code)),
        targets: privateRanges(region),
        hostedZoneId: dns.hostedZoneId,
        host,
        hasAlarms: subscribersOf(environment).length > 0,
      },
    ];
  });
}

function privateRanges(region: Region): readonly NamedRange[] {
  const { private: cidrs } = planRegionAddresses(region).subnets;
  return cidrs.map((cidr, i) => ({ id: region.zones[i] ?? String(i), cidr }));
}
