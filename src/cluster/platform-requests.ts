/**
 * What the platform runs on nodes without taints beside what is on every node: CoreDNS, the driver of EBS, the controllers, and the pods
 * that answer for the region. As so many pods of one size, a little more than all of them ask for; the lab adds up what they really do.
 */
export const platformPods = { count: 24, cpuMillis: 40, memoryMiB: 120 } as const;
