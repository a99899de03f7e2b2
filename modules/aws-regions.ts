/** What this project must know of an AWS region. */
export interface RegionFacts {
  /** The prefix of the region's zone ids; physical names carry it, because IAM names are global. */
  readonly shortCode: string;
  readonly partition: "aws" | "aws-us-gov";
}

const commercial = (shortCode: string): RegionFacts => ({ shortCode, partition: "aws" });
const govCloud = (shortCode: string): RegionFacts => ({ shortCode, partition: "aws-us-gov" });

/**
 * The regions a platform can stand in, by code.
 * The China regions are left out: they are a partition of other accounts, and Global Accelerator is not offered there.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const regions: Readonly<Record<string, RegionFacts>> = {
  "af-south-1": commercial("afs1"),
  "ap-east-1": commercial("ape1"),
  "ap-east-2": commercial("ape2"),
  "ap-northeast-1": commercial("apne1"),
  "ap-northeast-2": commercial("apne2"),
  "ap-northeast-3": commercial("apne3"),
  "ap-south-1": commercial("aps1"),
  "ap-south-2": commercial("aps2"),
  "ap-southeast-1": commercial("apse1"),
  "ap-southeast-2": commercial("apse2"),
  "ap-southeast-3": commercial("apse3"),
  "ap-southeast-4": commercial("apse4"),
  "ap-southeast-5": commercial("apse5"),
  "ap-southeast-7": commercial("apse7"),
  "ca-central-1": commercial("cac1"),
  "ca-west-1": commercial("caw1"),
  "eu-central-1": commercial("euc1"),
  "eu-central-2": commercial("euc2"),
  "eu-north-1": commercial("eun1"),
  "eu-south-1": commercial("eus1"),
  "eu-south-2": commercial("eus2"),
  "eu-west-1": commercial("euw1"),
  "eu-west-2": commercial("euw2"),
  "eu-west-3": commercial("euw3"),
  "il-central-1": commercial("ilc1"),
  "me-central-1": commercial("mec1"),
  "me-south-1": commercial("mes1"),
  "mx-central-1": commercial("mxc1"),
  "sa-east-1": commercial("sae1"),
  "us-east-1": commercial("use1"),
  "us-east-2": commercial("use2"),
  "us-gov-east-1": govCloud("usge1"),
  "us-gov-west-1": govCloud("usgw1"),
  "us-west-1": commercial("usw1"),
  "us-west-2": commercial("usw2"),
};

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
