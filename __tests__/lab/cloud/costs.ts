import type { CloudRegion } from "./cloud";

/** Does something and prints how long it took. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await work();
  process.stdout.write(`lab: ${what}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Prints the most memory that each program of the clusters had. */
export function reportCosts(part: string, regions: readonly CloudRegion[]): void {
  for (const { cluster } of regions) {
    const memory = cluster.processes.map(({ name, peakMemoryMiB }) => `${name} ${peakMemoryMiB() ?? "?"} MiB`);
    process.stdout.write(`lab: ${part}: ${cluster.name} had ${memory.join(", ")}\n`);
  }
}
