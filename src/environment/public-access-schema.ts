import { isCidr, overlaps, prefixOf } from "../addresses/cidr";
import { cidr, must } from "./field";

/** The widest range that may reach a public endpoint. Two of /1 would be the world again. */
const widestPublicPrefix = 8;

/** What no packet from the internet comes from. https://www.iana.org/assignments/iana-ipv4-special-registry */
const unroutedRanges = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

/** A range of the internet that reaches the Kubernetes API. */
export const publicAccessCidr = cidr
  .check(
    must(
      (text: string) => !isCidr(text) || prefixOf(text) >= widestPublicPrefix,
      `a prefix of /${widestPublicPrefix} or longer: the API must not be open to the world`,
      "list the ranges that people and pipelines really come from, or leave the field out for a private endpoint",
    ),
  )
  .check(
    must(
      (text: string) =>
        !isCidr(text) || prefixOf(text) < widestPublicPrefix || !unroutedRanges.some((range) => overlaps(range, text)),
      "a public range, and nothing private or reserved in it",
      "remove it: the private endpoint serves the VPC, and every network of `peers`",
    ),
  );
