/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html */
export const smallestVolumeGiB = 20;

export const largestVolumeGiB = 65_536;

/**
 * What an instance that grows by itself must be allowed to grow to: a tenth more, in whole GiB.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
export function leastMaximumGiB(allocatedGiB: number): number {
  return allocatedGiB + Math.ceil(allocatedGiB / 10);
}

/** The largest volume that can still grow by its tenth. */
export const largestAllocationGiB = Math.floor(largestVolumeGiB / 1.1);
