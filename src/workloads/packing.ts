/** Pods of one kind, by what each requests. */
export interface PodKind {
  readonly count: number;
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}

/** Nodes with the same room left. */
export interface NodeKind {
  readonly count: number;
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

/** What is left after placing pods, and how many found no place. */
export interface Packing {
  readonly nodes: readonly NodeKind[];
  readonly unplaced: number;
}

/** Puts as many pods of a kind onto each node as fit, node by node: the scheduler, which spreads them, does no better. */
export function pack(nodes: readonly NodeKind[], { count, cpuMillis, memoryMiB }: PodKind): Packing {
  let left = count;
  const after = nodes.flatMap((node): readonly NodeKind[] => {
    const each = Math.min(
      node.pods,
      Math.floor(node.cpuMillis / Math.max(cpuMillis, 1)),
      Math.floor(node.memoryMiB / Math.max(memoryMiB, 1)),
    );
    if (each === 0) return [node];
    const full = Math.min(node.count, Math.floor(left / each));
    const rest = full < node.count ? left - full * each : 0;
    left -= full * each + rest;
    const taking = (pods: number, nodesOf: number): NodeKind => ({
      count: nodesOf,
      cpuMillis: node.cpuMillis - pods * cpuMillis,
      memoryMiB: node.memoryMiB - pods * memoryMiB,
      pods: node.pods - pods,
    });
    const untouched = node.count - full - (rest > 0 ? 1 : 0);
    return [taking(each, full), taking(rest, rest > 0 ? 1 : 0), { ...node, count: untouched }].filter(
      (kind) => kind.count > 0,
    );
  });
  return { nodes: after, unplaced: left };
}
