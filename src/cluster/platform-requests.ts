/**
 * What the platform runs on nodes without taints beside what is on every node: CoreDNS, the driver of EBS, and the controllers. As so many pods of
 * one size, a little more than they ask for together; the lab adds up what they really do (`npm run lab -- scheduling`).
 */
export const platformPods = { count: 28, cpuMillis: 50, memoryMiB: 140 } as const;
