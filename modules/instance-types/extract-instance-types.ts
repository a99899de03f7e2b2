import { regions } from "../aws-regions";
import { sizeOf, tryReadInstanceType, typeOfClass } from "./instance-type";

/** What EC2 says of a type, as far as it is read here. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html */
export interface DescribedType {
  readonly VCpuInfo: { readonly DefaultVCpus: number };
  readonly MemoryInfo: { readonly SizeInMiB: number };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeOffering.html */
export interface Offering {
  readonly InstanceType: string;
  /** A zone id. */
  readonly Location: string;
}

export interface PublishedTypes {
  readonly described: Readonly<Record<string, DescribedType>>;
  /** By region code. */
  readonly offeredInZones: Readonly<Record<string, readonly Offering[]>>;
  /** Types with a price, by region code. */
  readonly pricedTypes: Readonly<Record<string, readonly string[]>>;
  /** Classes with a price for PostgreSQL, by region code. */
  readonly pricedClasses: Readonly<Record<string, readonly string[]>>;
}

export interface InstanceTables {
  /** Families that come in the same sizes, by those sizes. */
  readonly familiesBySizes: Readonly<Record<string, string>>;
  readonly postgresFamilies: readonly string[];
  /** By region code, then by the digits of the zones, or `*` where only the region is known. */
  readonly offers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By region code. */
  readonly postgresOffers: Readonly<Record<string, string>>;
}

/**
 * The tables of this folder, from what AWS publishes.
 * @throws Error where memory or classes do not follow from names as sizeOf and standingOnRds take it
 */
export function extractInstanceTypes({
  described,
  offeredInZones,
  pricedTypes,
  pricedClasses,
}: PublishedTypes): InstanceTables {
  const families = groupBy(Object.keys(described).filter(isUsable), familyOf);
  const odd = [...families.values()].flat().filter((name) => !followsFromName(name, described[name]));
  if (odd.length > 0) throw new Error(`CPUs and memory of these do not follow from their names: ${odd.join(", ")}`);
  const postgres = groupBy(Object.values(pricedClasses).flat().map(typeOfClass).filter(isUsable), familyOf);
  for (const [family, names] of postgres) {
    const differing = symmetricDifference(new Set(names), new Set(families.get(family)));
    if (differing.length > 0) throw new Error(`RDS and EC2 differ in the sizes of ${family}: ${differing.join(", ")}`);
  }
  const known = (name: string) => families.has(familyOf(name));
  const bySizes = groupBy([...families.keys()], (family) =>
    (families.get(family) ?? []).map(sizeNameOf).toSorted(bySize).join(" "),
  );
  return {
    familiesBySizes: mapEntries(bySizes, (names) => names.toSorted(byText).join(" ")),
    postgresFamilies: [...postgres.keys()].toSorted(byText),
    offers: mapEntries(Object.entries(pricedTypes).filter(isOurs), (types, region) => {
      const offerings = offeredInZones[region];
      return offerings === undefined ? { "*": list(types.filter(known)) } : byZones(offerings, known);
    }),
    postgresOffers: mapEntries(Object.entries(pricedClasses).filter(isOurs), (names) =>
      list(names.map(typeOfClass).filter(known)),
    ),
  };
}

function isOurs([region]: readonly [string, unknown]): boolean {
  return Object.hasOwn(regions, region);
}

function isUsable(name: string): boolean {
  const type = tryReadInstanceType(name);
  // One virtual CPU is too few for a node, and RDS has no such class.
  return type !== undefined && (type.size !== "medium" || type.letter === "t");
}

function followsFromName(name: string, type: DescribedType | undefined): boolean {
  const { vcpus, memoryGiB } = sizeOf(name);
  return type?.VCpuInfo.DefaultVCpus === vcpus && type.MemoryInfo.SizeInMiB === memoryGiB * 1024;
}

function byZones(offerings: readonly Offering[], known: (name: string) => boolean): Readonly<Record<string, string>> {
  const usable = offerings.filter(({ InstanceType: name }) => isUsable(name) && known(name));
  const zonesByFamily = [...groupBy(usable, ({ InstanceType: name }) => familyOf(name))].map(([family, offers]) => ({
    family,
    zones: digitsOf(offers),
  }));
  return mapEntries(
    groupBy(zonesByFamily, ({ zones }) => zones),
    (entries) =>
      entries
        .map(({ family }) => family)
        .toSorted(byText)
        .join(" "),
  );
}

function digitsOf(offers: readonly Offering[]): string {
  return [...new Set(offers.map(({ Location: zone }) => zone.replace(/^.*-az/, "")))].toSorted(byText).join("");
}

function list(names: readonly string[]): string {
  return [...new Set(names.filter(isUsable).map(familyOf))].toSorted(byText).join(" ");
}

function familyOf(name: string): string {
  return name.split(".")[0] ?? "";
}

function sizeNameOf(name: string): string {
  return name.split(".")[1] ?? "";
}

function bySize(a: string, b: string): number {
  const small = ["micro", "small", "medium", "large"];
  const rank = (size: string) =>
    small.includes(size) ? small.indexOf(size) - small.length : Number(size.replace("xlarge", "") || 1);
  return rank(a) - rank(b);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** An object of the same keys, in their order. */
function mapEntries<T, U>(
  entries: Iterable<readonly [string, T]>,
  translate: (value: T, key: string) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(
    [...entries].toSorted(([a], [b]) => byText(a, b)).map(([key, value]) => [key, translate(value, key)]),
  );
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, readonly T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function symmetricDifference(a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] {
  return [...[...a].filter((name) => !b.has(name)), ...[...b].filter((name) => !a.has(name))];
}
