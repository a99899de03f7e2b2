import { getRegionFacts } from "../../modules/aws-regions";
import type { NamedRange } from "../../modules/internal-load-balancer/internal-load-balancer";
import { type Environment, getOtherRegion, pairByCode, type Region, subscribersOf } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { type RegionNames, regionNames } from "../stack/names";
import {
  locateRegionStack,
  locateSharedStack,
  planRegionStack,
  type StackAddress,
  type StackPlan,
} from "../stack/stack-plan";
import { type FrontDoorAlarm, planFrontDoorAlarms } from "./front-door-alarms";
import { prometheusHost } from "./prometheus-entry";

export interface EntryPlan {
  readonly stack: StackPlan;
  readonly region: Region;
  readonly names: RegionNames;
  readonly network: StackAddress;
  /** Private subnets of this region: its pods. */
  readonly targets: readonly NamedRange[];
  readonly hasAlarms: boolean;
  /** For users. Absent without an edge that leads to it. */
  readonly frontDoor?: FrontDoorPlan;
  /** For the other region's Grafana and Prometheus. Absent where nothing is read through it. */
  readonly prometheus?: PrometheusEntryPlan;
}

export interface FrontDoorPlan {
  readonly certificates: StackAddress;
  /** The certificate of this region, in the list of them. */
  readonly certificateIndex: number;
  readonly partition: string;
  /** Where nothing but an accelerator leads to it; otherwise the internet does. */
  readonly isInternal: boolean;
  readonly accessLogDays: number;
  readonly idleTimeoutSec: number;
  /** Absent where the environment accepts to have none. */
  readonly firewall?: Extract<Environment["frontDoor"]["firewall"], { readonly requestsPerClient: number }>;
  readonly alarms: readonly FrontDoorAlarm[];
}

export interface PrometheusEntryPlan {
  /** Private subnets of the other region: its Grafana and its Prometheus. */
  readonly clients: readonly NamedRange[];
  readonly hostedZoneId: string;
  readonly host: string;
}

/** Load balancers of each region. None without a cluster behind them, or where nobody is led to them. */
export function planEntries(environment: Environment): readonly EntryPlan[] {
  if (environment.cluster === undefined) return [];
  return environment.regions.flatMap((region) => {
    const frontDoor = planFrontDoor(environment, region);
    const prometheus = planPrometheusEntry(environment, region);
    if (frontDoor === undefined && prometheus === undefined) return [];
    const network = locateRegionStack(environment, "network", region.code);
    const reads = [network, ...(frontDoor === undefined ? [] : [frontDoor.certificates])];
    return [
      {
        stack: planRegionStack(environment, "entry", region.code, { reads }),
        region,
        names: regionNames(environment, region),
        network,
        targets: privateRanges(region),
        hasAlarms: subscribersOf(environment).length > 0,
        ...(frontDoor === undefined ? {} : { frontDoor }),
        ...(prometheus === undefined ? {} : { prometheus }),
      },
    ];
  });
}

function planFrontDoor(environment: Environment, region: Region): FrontDoorPlan | undefined {
  const { dns, edge, frontDoor, roles } = environment;
  if (dns === undefined || edge === undefined) return undefined;
  const { firewall, accessLogDays, idleTimeoutSec } = frontDoor;
  const isStandby = region.role === "failover" && roles.failover.mode === "standby";
  return {
    certificates: locateSharedStack(environment, "certificates"),
    certificateIndex: pairByCode(environment).findIndex(({ code }) => code === region.code),
    partition: getRegionFacts(region.code).partition,
    isInternal: edge.by === "global-accelerator",
    accessLogDays,
    idleTimeoutSec,
    ...("accepted" in firewall ? {} : { firewall }),
    alarms: subscribersOf(environment).length > 0 ? planFrontDoorAlarms(region.code, isStandby) : [],
  };
}

function planPrometheusEntry(environment: Environment, region: Region): PrometheusEntryPlan | undefined {
  const host = prometheusHost(environment, region);
  if (environment.dns === undefined || host === undefined) return undefined;
  return {
    clients: privateRanges(getOtherRegion(environment, region.code)),
    hostedZoneId: environment.dns.hostedZoneId,
    host,
  };
}

function privateRanges(region: Region): readonly NamedRange[] {
  const { private: cidrs } = planRegionAddresses(region).subnets;
  return cidrs.map((cidr, i) => ({ id: region.zones[i] ?? String(i), cidr }));
}
