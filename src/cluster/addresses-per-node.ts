/** Addresses in one prefix, which is what the CNI takes from a subnet at a time. */
const prefixSize = 16;

/** The CNI keeps one prefix ready beside those in use: WARM_PREFIX_TARGET. */
const warmPrefixes = 1;

/** Addresses that the interfaces of a node have themselves. */
const interfaces = 3;

/**
 * Pods that a node of a managed node group runs, by its virtual CPUs.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 */
export function podsPerNode(vcpus: number): number {
  return vcpus < 30 ? 110 : 250;
}

/** Addresses that a node takes when it is full, by its virtual CPUs. */
export function addressesPerNode(vcpus: number): number {
  return (Math.ceil(podsPerNode(vcpus) / prefixSize) + warmPrefixes) * prefixSize + interfaces;
}
