import { isCidr, overlaps } from "../addresses/cidr";

/** Ranges for the two regions of an environment, the primary's first. */
export interface Ranges {
  readonly vpcs: readonly [string, string];
  readonly services: readonly [string, string];
}

const vpcCandidates = Array.from({ length: 256 }, (_, i) => `10.${i}.0.0/16`);

/** Inside 172.16.0.0/12, behind the ranges that Docker takes for itself. Services are reached from their own cluster alone. */
const serviceCandidates = Array.from({ length: 12 }, (_, i) => `172.${20 + i}.0.0/16`);

/** The first ranges that overlap none of those that are taken; undefined where there are not enough. */
export function tryChooseRanges(taken: readonly string[]): Ranges | undefined {
  const ranges = taken.filter(isCidr);
  const free = (candidate: string) => ranges.every((range) => !overlaps(range, candidate));
  const [vpc, otherVpc] = vpcCandidates.filter(free);
  const [service, otherService] = serviceCandidates.filter(free);
  if (vpc === undefined || otherVpc === undefined || service === undefined || otherService === undefined)
    return undefined;
  return { vpcs: [vpc, otherVpc], services: [service, otherService] };
}
