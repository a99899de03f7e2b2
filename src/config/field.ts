import { z } from "zod";
import { containsCidr, isCidr, prefixOf } from "../addresses/cidr";
import { regions } from "./regions";

/** A refinement whose message is the expectation and which also says what to do about it. */
export const must = <T>(holds: (value: T) => boolean, expected: string, fix: string): z.core.$ZodCheck<T> =>
  z.refine<T>(holds, { error: expected, params: { fix } });

export const matching = (pattern: RegExp, expected: string, fix: string) =>
  z.string().check(must((text: string) => pattern.test(text), expected, fix));

export const cidr = z
  .string()
  .check(
    must(isCidr, "an IPv4 range that starts at its network address, such as 10.0.0.0/16", "write it as A.B.C.D/prefix"),
  );

export const wholeNumber = (min: number, max: number, fix: string) =>
  z
    .number()
    .check(
      must((n: number) => Number.isInteger(n) && n >= min && n <= max, `a whole number from ${min} to ${max}`, fix),
    );

export const vpcCidr = cidr.check(
  must(
    (text: string) => !isCidr(text) || (prefixOf(text) >= 16 && prefixOf(text) <= 20),
    "a prefix from /16 to /20",
    "AWS allows no VPC above /16, and below /20 the private subnets are too small for pods",
  ),
);

export const serviceCidr = cidr
  .check(
    must(
      (text: string) =>
        !isCidr(text) || ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((range) => containsCidr(range, text)),
      "a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
      "choose a private range; EKS accepts no other",
    ),
  )
  .check(
    must(
      (text: string) => !isCidr(text) || (prefixOf(text) >= 12 && prefixOf(text) <= 24),
      "a prefix from /12 to /24",
      "choose a range of that size, for example 172.20.0.0/16; EKS accepts no other",
    ),
  );

export const regionCode = z
  .string()
  .check(
    must(
      (code: string) => Object.hasOwn(regions, code),
      `one of ${Object.keys(regions).join(", ")}`,
      "correct the region's code, or add the region to src/config/regions.ts",
    ),
  );
