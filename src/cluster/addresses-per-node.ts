/** Addresses in one prefix, which is what the CNI takes from a subnet at a time. */
const prefixSize = 16;

/** The CNI keeps one prefix ready beside those in use: WARM_PREFIX_TARGET. */
const warmPrefixes = 1;

/** Addresses that the interfaces of a node have themselves. */
const interfaces = 3;

/**
 * Addresses that a node takes when it is full, by its virtual CPUs: managed node groups run up to 110 pods, from 30 virtual CPUs on 250.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 */
export function addressesPerNode(vcpus: number): number {
  const pods = vcpus < 30 ? 110 : 250;
  return (Math.ceil(pods / prefixSize) + warmPrefixes) * prefixSize + interfaces;
}
