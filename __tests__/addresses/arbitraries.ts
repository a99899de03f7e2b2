import fc from "fast-check";
import { blockOf } from "../../src/addresses/cidr";

/** Any range with the prefix, inside another one. */
const cidrInside = (outer: string, outerPrefix: number, prefix: number) =>
  fc.integer({ min: 0, max: 2 ** (prefix - outerPrefix) - 1 }).map((index) => blockOf(outer, prefix, index));

/** Any IPv4 range from /8 to /32. */
export const anyCidr = fc.integer({ min: 8, max: 32 }).chain((prefix) => cidrInside("0.0.0.0/0", 0, prefix));

/** Any range that a VPC can have here: private, /16 to /20. */
export const vpcCidr = fc
  .tuple(
    fc.constantFrom<[string, number]>(["10.0.0.0/8", 8], ["172.16.0.0/12", 12], ["192.168.0.0/16", 16]),
    fc.integer({ min: 16, max: 20 }),
  )
  .chain(([[outer, outerPrefix], prefix]) => cidrInside(outer, outerPrefix, prefix));

/** Two VPC ranges in different /8, so that they never overlap. */
export const vpcPair = fc.tuple(
  fc.integer({ min: 16, max: 20 }).chain((prefix) => cidrInside("10.0.0.0/8", 8, prefix)),
  fc.integer({ min: 16, max: 20 }).chain((prefix) => cidrInside("172.16.0.0/12", 12, prefix)),
);

export const zoneCount = fc.integer({ min: 2, max: 3 });
