import { containsCidr, isCidr, overlaps, prefixOf } from "../addresses/cidr";
import { rfc1918Ranges, sharedRange, unusableRanges } from "../addresses/special-ranges";
import { cidr } from "./address-field";
import { must } from "./field";

/** The widest range that may reach a public endpoint: 65,536 addresses, more than one organization sends from. */
const widestPublicPrefix = 16;

/** What no packet from the internet comes from. */
const unroutedRanges = [...unusableRanges, ...rfc1918Ranges, sharedRange];

/** Of a range that is too wide anyway, all of it counts. */
const isUnrouted = (text: string) =>
  unroutedRanges.some(
    ({ range }) => containsCidr(range, text) || (prefixOf(text) >= widestPublicPrefix && overlaps(range, text)),
  );

/** A range of the internet that reaches the Kubernetes API. */
export const publicAccessCidr = cidr
  .check(
    must(
      (text: string) => !isCidr(text) || prefixOf(text) >= widestPublicPrefix || isUnrouted(text),
      `a prefix of /${widestPublicPrefix} or longer: the API must not be open to the world`,
      "list the ranges that people and pipelines really come from, or leave the field out for a private endpoint",
    ),
  )
  .check(
    must(
      (text: string) => !isCidr(text) || !isUnrouted(text),
      "a public range, and nothing private or reserved in it",
      "remove it: the private endpoint serves the VPC, and every network of `peers`",
    ),
  );
