/** What pods request of a node. */
export interface Requests {
  readonly memoryMiB: number;
  readonly cpuMillis: number;
}

/** What the pods ask for that are on every node: CNI, kube-proxy, EBS driver, Pod Identity agent, node-exporter. */
export const onEveryNode: Requests = { memoryMiB: 400, cpuMillis: 250 };
