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

/**
 * From this size on RDS stripes gp3 over four volumes for PostgreSQL. What it has then can be raised; what a smaller one has cannot.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
 */
export const stripedFromGiB = 400;

export const [leastIops, mostIops] = [12_000, 64_000];

export const [leastThroughputMiBps, mostThroughputMiBps] = [500, 4000];

/** IOPS that a throughput takes at the least. */
export function leastIopsFor(throughputMiBps: number): number {
  return throughputMiBps * 4;
}
