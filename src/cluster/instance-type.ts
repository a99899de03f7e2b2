import type { Architecture } from "../../modules/kubernetes-versions";

export interface InstanceSize {
  readonly vcpus: number;
  readonly memoryGiB: number;
}

/** Memory per virtual CPU in GiB, by the letter of the family. */
const memoryPerVcpuGiB: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, t: 4 };

/** What the schema accepts as an instance type, taken apart. https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
export function sizeOf(instanceType: string): InstanceSize {
  const [, family = "", size = ""] = /^([cmrt])\d+[a-z-]*\.(\w+)$/.exec(instanceType) ?? [];
  const perVcpu = memoryPerVcpuGiB[family];
  if (perVcpu === undefined)
    throw new Error(`unknown family of instance type ${instanceType}, expected one of c, m, r, t`);
  if (size === "medium") return { vcpus: 2, memoryGiB: 4 };
  const vcpus = size === "large" ? 2 : 4 * Number(size.replace("xlarge", "") || 1);
  return { vcpus, memoryGiB: vcpus * perVcpu };
}

/** Graviton has a g right behind the generation: m7g, c7gn, t4g. */
export function architectureOf(instanceType: string): Architecture {
  return /^[a-z]\d+g/.test(instanceType) ? "arm64" : "x86_64";
}
