import { sizeOf } from "../../modules/instance-types/instance-type";
import { podsPerNode } from "./addresses-per-node";

/** What a node has, and what of it is left to pods. */
export interface NodeCapacity {
  readonly pods: number;
  readonly milliCpu: number;
  readonly allocatableMilliCpu: number;
  readonly memoryMiB: number;
  readonly allocatableMemoryMiB: number;
}

/** Part of the memory that the hypervisor and the kernel keep: Karpenter's guess. https://karpenter.sh/docs/reference/settings/ */
const vmOverhead = 0.075;

/** When the kubelet starts to evict. */
const evictionMiB = 100;

/** Cores in order, with the part of each that the kubelet keeps for the system; of all further ones it keeps the last. */
const reservedOfCores = [0.06, 0.01, 0.005, 0.005, 0.0025] as const;

/**
 * The capacity of an instance type as a node of EKS, by the rules of its AMIs.
 * https://awslabs.github.io/amazon-eks-ami/nodeadm/ and https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
export function capacityOf(instanceType: string): NodeCapacity {
  const { vcpus, memoryGiB } = sizeOf(instanceType);
  const pods = podsPerNode(vcpus);
  const memoryMiB = Math.floor(memoryGiB * 1024 * (1 - vmOverhead));
  const cores = Array.from({ length: vcpus }, (_, core) => reservedOfCores[core] ?? 0.0025);
  const reservedMilliCpu = Math.ceil(cores.reduce((sum, part) => sum + part * 1000, 0));
  return {
    pods,
    milliCpu: vcpus * 1000,
    allocatableMilliCpu: vcpus * 1000 - reservedMilliCpu,
    memoryMiB,
    allocatableMemoryMiB: memoryMiB - (255 + 11 * pods) - evictionMiB,
  };
}
