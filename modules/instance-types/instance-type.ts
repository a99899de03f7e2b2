import type { Architecture } from "../kubernetes-versions";
import { familiesBySizes, postgresFamilies } from "./instance-families";

/** An instance type taken apart: `m7i-flex.2xlarge` is the family `m7i-flex` of generation 7 in the size `2xlarge`. */
export interface InstanceType {
  readonly family: string;
  /** `c` for computing, `m` for general use, `r` for memory, `t` for bursts. */
  readonly letter: string;
  readonly generation: number;
  readonly size: string;
}

export interface InstanceSize {
  readonly vcpus: number;
  readonly memoryGiB: number;
}

/** Memory per virtual CPU in GiB, by the letter of the family. */
const memoryPerVcpuGiB: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, t: 4 };

/** Sizes below `large`, which have two virtual CPUs all the same. */
const smallMemoryGiB: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/**
 * Families c, m, r from generation 5 and t from generation 3 on; from the sixth generation on the maker of the processor is in the name.
 * Not c5n, whose memory follows no rule.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const form =
  /^(?!c5n)([cmr]5[a-z]*|t3a?|t4g|[cmrt]([6-9]|[1-9]\d)[agi][a-z]*(-flex)?)\.(micro|small|medium|large|([1-9]\d{0,2})?xlarge)$/;

/** The parts of a name that has the form of an instance type. It may name one that does not exist. */
export function tryReadInstanceType(name: string): InstanceType | undefined {
  if (!form.test(name)) return undefined;
  const [family = "", size = ""] = name.split(".");
  return { family, letter: family.charAt(0), generation: generationOf(family), size };
}

/** Virtual CPUs and memory, which follow from the name. */
export function sizeOf(instanceType: string): InstanceSize {
  const type = tryReadInstanceType(instanceType);
  if (type === undefined)
    throw new Error(`unknown instance type ${instanceType}, expected one of families c, m, r or t`);
  const { letter, size } = type;
  const small = smallMemoryGiB[size];
  if (small !== undefined) return { vcpus: 2, memoryGiB: small };
  const vcpus = size === "large" ? 2 : 4 * Number(size.replace("xlarge", "") || 1);
  return { vcpus, memoryGiB: vcpus * (memoryPerVcpuGiB[letter] ?? 0) };
}

/** The type that a class of RDS runs on: `r7g.large` for `db.r7g.large`. */
export function typeOfClass(instanceClass: string): string {
  return instanceClass.replace(/^db\./, "");
}

/** Graviton has a g right behind the generation: m7g, c7gn, t4g. */
export function architectureOf(instanceType: string): Architecture {
  return /^[a-z]\d+g/.test(instanceType) ? "arm64" : "x86_64";
}

const sizesByFamily: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(familiesBySizes).flatMap(([sizes, families]) =>
    families.split(" ").map((family) => [family, sizes.split(" ")] as const),
  ),
);

/** What the tables say of a type. */
export type Standing =
  | { readonly is: "known" }
  /** Its family is newer than the tables: AWS may have it by now. */
  | { readonly is: "newer" }
  | { readonly is: "unknown size"; readonly sizes: readonly string[] }
  /** With those that come nearest. */
  | { readonly is: "unknown family"; readonly families: readonly string[] };

/** Whether EC2 has an instance type, as far as the tables know. */
export function standingOnEc2(type: InstanceType): Standing {
  return standing(type, [...sizesByFamily.keys()]);
}

/** Whether RDS has an instance class for PostgreSQL, as far as the tables know. */
export function standingOnRds(type: InstanceType): Standing {
  return standing(type, postgresFamilies.split(" "));
}

/** AWS adds families to its newest generation and to the one before; older ones are complete. */
const growingGenerations = 2;

function standing({ family, letter, generation, size }: InstanceType, families: readonly string[]): Standing {
  if (families.includes(family)) {
    const sizes = sizesByFamily.get(family) ?? [];
    return sizes.includes(size) ? { is: "known" } : { is: "unknown size", sizes };
  }
  const siblings = families.filter((known) => known.startsWith(letter)).toSorted();
  const newest = Math.max(...siblings.map(generationOf));
  if (generation > newest - growingGenerations) return { is: "newer" };
  const same = siblings.filter((known) => generationOf(known) === generation);
  return { is: "unknown family", families: same.length > 0 ? same : siblings };
}

function generationOf(family: string): number {
  return Number.parseInt(family.slice(1), 10);
}
