import { z } from "zod";
import { containsCidr, isCidr, overlaps, prefixOf } from "../addresses/cidr";
import { rfc1918Ranges, unusableRanges } from "../addresses/special-ranges";
import { type Flaw, must, noFlaw } from "./field";

export const cidr = z
  .string()
  .check(
    must(isCidr, "an IPv4 range that starts at its network address, such as 10.0.0.0/16", "write it as A.B.C.D/prefix"),
  );

function findNetworkFlaw(text: string): Flaw | undefined {
  const special = isCidr(text) ? unusableRanges.find(({ range }) => overlaps(range, text)) : undefined;
  if (special === undefined) return undefined;
  return {
    expected: `a range of networks, and nothing of ${special.range}, which is ${special.use}`,
    fix: "choose a private range, for example inside 10.0.0.0/8",
  };
}

/** A range that a network may have: private, shared (100.64.0.0/10) or public. */
export const networkCidr = cidr.check(noFlaw(findNetworkFlaw));

/**
 * AWS takes public ranges too, whose owners are then out of the VPC's reach.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const vpcCidr = cidr.check(
  noFlaw((text: string) => {
    if (!isCidr(text) || (prefixOf(text) >= 16 && prefixOf(text) <= 20)) return findNetworkFlaw(text);
    return {
      expected: "a prefix from /16 to /20",
      fix: "AWS allows no VPC above /16, and below /20 the private subnets are too small for pods",
    };
  }),
);

export const serviceCidr = cidr.check(
  noFlaw((text: string) => {
    if (!isCidr(text)) return undefined;
    if (!rfc1918Ranges.some(({ range }) => containsCidr(range, text))) {
      return {
        expected: `a range inside one of ${rfc1918Ranges.map(({ range }) => range).join(", ")}`,
        fix: "choose a private range; EKS accepts no other",
      };
    }
    if (prefixOf(text) >= 12 && prefixOf(text) <= 24) return undefined;
    return {
      expected: "a prefix from /12 to /24",
      fix: "choose a range of that size, for example 172.20.0.0/16; EKS accepts no other",
    };
  }),
);
