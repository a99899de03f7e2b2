import { mebibytesOf, milliCpuOf } from "./quantity";
import type { Service } from "./service";

/** What some pods request together. */
export interface Demand {
  readonly milliCpu: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

/** Share of its pods that a Deployment adds while it exchanges them, as charts/microservice says. */
const maxSurge = 0.25;

/** What services request at their largest in either role, with the pods that a new release adds. */
export function demandOf(services: readonly Pick<Service, "replicas" | "resources">[]): Demand {
  const demands = services.map(({ replicas: { primary, failover }, resources: { cpu, memory } }) => {
    const most = Math.max(primary.max, failover.max);
    const pods = most + Math.ceil(most * maxSurge);
    return { pods, milliCpu: pods * milliCpuOf(cpu), memoryMiB: pods * mebibytesOf(memory) };
  });
  return {
    milliCpu: demands.reduce((sum, { milliCpu }) => sum + milliCpu, 0),
    memoryMiB: demands.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0),
    pods: demands.reduce((sum, { pods }) => sum + pods, 0),
  };
}
