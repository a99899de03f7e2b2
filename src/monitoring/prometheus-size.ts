import type { Environment } from "../environment/environment";

/** Series of a cluster without workloads, and those that a node adds when it is well filled: rules of thumb for clusters of 10 to 50 nodes. */
const seriesOfCluster = 100_000;
const seriesPerNode = 15_000;

/** What a sample takes on disk, with its index. https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
const bytesPerSample = 2;

/** `scrapeInterval` of helm-values/kube-prometheus-stack.yaml. */
export const scrapeIntervalSec = 30;

const gibibyte = 2 ** 30;

/** How much of the volume Prometheus fills before it drops what is oldest: the write-ahead log and compaction need the rest. */
const filledShare = 0.85;

/** What `retentionSize` says, in whole GiB. */
export function retentionGiB({ storageGiB }: Pick<Environment["monitoring"], "storageGiB">): number {
  return Math.floor(storageGiB * filledShare);
}

/** The volume that some days of metrics need while a cluster has a number of nodes, in GiB. */
export function storageFor(days: number, nodes: number): number {
  const samplesPerSec = (seriesOfCluster + seriesPerNode * nodes) / scrapeIntervalSec;
  return Math.ceil((days * 86_400 * samplesPerSec * bytesPerSample) / gibibyte / filledShare);
}
