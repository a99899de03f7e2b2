import { getRegionFacts } from "../../modules/aws-regions";
import { frontDoorHost } from "../entry/front-door-host";
import { type Environment, type Region, shortCodeOf } from "../environment/environment";
import { acceleratorName, regionNames } from "../stack/names";
import { locateRegionStack, planGlobalStack, type StackAddress, type StackPlan } from "../stack/stack-plan";
import { endpointWeight, reachableRegions, trafficDial } from "./traffic-dial";

export interface EdgePlan {
  readonly stack: StackPlan;
  readonly hostedZoneId: string;
  /** The zone itself, and every name below it that has no record of its own. */
  readonly hosts: readonly HostPlan[];
  /** In alphabetical order of the region codes, without a region that is lost. */
  readonly regions: readonly EdgeRegionPlan[];
  /** Absent where records lead to the regions themselves. */
  readonly accelerator?: AcceleratorPlan;
}

export interface HostPlan {
  readonly id: string;
  readonly name: string;
}

export interface EdgeRegionPlan {
  readonly id: string;
  readonly regionCode: string;
  readonly entry: StackAddress;
  /** Leads to this region alone, healthy or not. */
  readonly host: string;
  readonly trafficDial: number;
}

export interface AcceleratorPlan {
  readonly name: string;
  readonly weight: number;
  readonly clientAffinity: "NONE" | "SOURCE_IP";
  readonly flowLogDays: number;
  readonly flowLogBucket: string;
  readonly partition: string;
}

/** How users reach both regions; nothing without an edge. */
export function planEdge(environment: Environment): readonly EdgePlan[] {
  const { cluster, dns, edge } = environment;
  if (cluster === undefined || dns === undefined || edge === undefined) return [];
  const regions = reachableRegions(environment)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((region) => planRegion(environment, dns, region));
  const stack = planGlobalStack(environment, "edge", { reads: regions.map(({ entry }) => entry) });
  return [
    {
      stack,
      hostedZoneId: dns.hostedZoneId,
      hosts: [
        { id: "apex", name: dns.domain },
        { id: "wildcard", name: `*.${dns.domain}` },
      ],
      regions,
      ...(edge.by === "global-accelerator"
        ? { accelerator: planAccelerator(environment, stack.regionCodes[0], edge) }
        : {}),
    },
  ];
}

function planRegion(environment: Environment, dns: NonNullable<Environment["dns"]>, region: Region): EdgeRegionPlan {
  return {
    id: shortCodeOf(region),
    regionCode: region.code,
    entry: locateRegionStack(environment, "entry", region.code),
    host: frontDoorHost(dns, region),
    trafficDial: trafficDial(environment, region),
  };
}

type AcceleratedEdge = Extract<NonNullable<Environment["edge"]>, { readonly by: "global-accelerator" }>;

function planAccelerator(
  environment: Environment,
  home: string,
  { clientAffinity, flowLogDays }: AcceleratedEdge,
): AcceleratorPlan {
  return {
    name: acceleratorName(environment),
    weight: endpointWeight,
    clientAffinity: clientAffinity === "none" ? "NONE" : "SOURCE_IP",
    flowLogDays,
    flowLogBucket: regionNames(environment, { code: home }).edgeLogBucket,
    partition: getRegionFacts(home).partition,
  };
}
