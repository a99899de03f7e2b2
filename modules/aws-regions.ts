/** What this project must know of an AWS region. */
export interface RegionFacts {
  /** The prefix of the region's zone ids; physical names carry it, because IAM names are global. */
  readonly shortCode: string;
  readonly partition: "aws" | "aws-us-gov";
  /** Numbers of its zones. An account may lack some: AWS closes a full zone to those who have nothing in it. */
  readonly zones: readonly number[];
}

const commercial = (shortCode: string, zones: readonly number[] = [1, 2, 3]): RegionFacts => ({
  shortCode,
  partition: "aws",
  zones,
});
const govCloud = (shortCode: string): RegionFacts => ({ shortCode, partition: "aws-us-gov", zones: [1, 2, 3] });

/** The day on which regions and zones were compared with their sources. */
export const regionsComparedOn = "2026-11-25";

/**
 * The regions a platform can stand in, by code.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export const regions: Readonly<Record<string, RegionFacts>> = {
  "af-south-1": commercial("afs1"),
  "ap-east-1": commercial("ape1"),
  "ap-east-2": commercial("ape2"),
  "ap-northeast-1": commercial("apne1", [1, 2, 3, 4]),
  "ap-northeast-2": commercial("apne2", [1, 2, 3, 4]),
  "ap-northeast-3": commercial("apne3"),
  "ap-south-1": commercial("aps1"),
  "ap-south-2": commercial("aps2"),
  "ap-southeast-1": commercial("apse1"),
  "ap-southeast-2": commercial("apse2"),
  "ap-southeast-3": commercial("apse3"),
  "ap-southeast-4": commercial("apse4"),
  "ap-southeast-5": commercial("apse5"),
  "ap-southeast-6": commercial("apse6"),
  "ap-southeast-7": commercial("apse7"),
  "ca-central-1": commercial("cac1", [1, 2, 4]),
  "ca-west-1": commercial("caw1"),
  "eu-central-1": commercial("euc1"),
  "eu-central-2": commercial("euc2"),
  "eu-north-1": commercial("eun1"),
  "eu-south-1": commercial("eus1"),
  "eu-south-2": commercial("eus2"),
  "eu-west-1": commercial("euw1"),
  "eu-west-2": commercial("euw2", [1, 2, 3, 4]),
  "eu-west-3": commercial("euw3"),
  "il-central-1": commercial("ilc1"),
  "me-central-1": commercial("mec1"),
  "me-south-1": commercial("mes1"),
  "mx-central-1": commercial("mxc1"),
  "sa-east-1": commercial("sae1"),
  "us-east-1": commercial("use1", [1, 2, 3, 4, 5, 6]),
  "us-east-2": commercial("use2"),
  "us-gov-east-1": govCloud("usge1"),
  "us-gov-west-1": govCloud("usgw1"),
  "us-west-1": commercial("usw1"),
  "us-west-2": commercial("usw2", [1, 2, 3, 4]),
};

/** The partitions of those regions, as part of a pattern of ARNs. */
export const partitionPattern = `(${[...new Set(Object.values(regions).map(({ partition }) => partition))].join("|")})`;

/**
 * Zones in which EKS places no control plane, although VPC subnets can stand there.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export const zonesWithoutControlPlane: ReadonlySet<string> = new Set(["use1-az3", "usw1-az2", "cac1-az3"]);

/** The facts of a region whose code the schema has accepted. */
export function getRegionFacts(code: string): RegionFacts {
  const facts = Object.hasOwn(regions, code) ? regions[code] : undefined;
  if (facts === undefined)
    throw new Error(`unknown region ${code}, expected one of ${Object.keys(regions).join(", ")}`);
  return facts;
}

/**
 * What is known of a zone by its id: that the region has it, that it may have it by now, because AWS numbers new zones in a row, that it has
 * no such zone, or that the id is not of this region.
 */
export function standingOfZone(
  { shortCode, zones }: RegionFacts,
  id: string,
): "known" | "newer" | "unknown" | "foreign" {
  const prefix = `${shortCode}-az`;
  const number = Number(id.slice(prefix.length));
  if (id !== `${prefix}${number}` || !Number.isInteger(number)) return "foreign";
  if (zones.includes(number)) return "known";
  return number === Math.max(...zones) + 1 ? "newer" : "unknown";
}

/**
 * Why no platform stands in the regions whose codes start so: each is of a partition that shares neither accounts nor ARNs with others.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/services.html
 */
export const otherPartitions: Readonly<Record<string, string>> = {
  "cn-":
    "China is the partition aws-cn: accounts of its own, endpoints below amazonaws.com.cn, and no Global Accelerator, which leads users from one region to the other",
  "eusc-":
    "the European Sovereign Cloud is the partition aws-eusc: accounts and endpoints of its own, and one region, so no pair",
  "us-iso": "this is a partition for classified work, whose endpoints are of another domain",
  "eu-isoe-": "this is a partition for classified work, whose endpoints are of another domain",
};
