import { describe, expect, it } from "vitest";
import { extractInstanceTypes, type PublishedTypes } from "../../modules/instance-types/extract-instance-types";
import { writeFamilies, writeOffers } from "../../modules/instance-types/write-instance-types";

const described = (vcpus: number, memoryGiB: number) => ({
  VCpuInfo: { DefaultVCpus: vcpus },
  MemoryInfo: { SizeInMiB: memoryGiB * 1024 },
});

const published: PublishedTypes = {
  described: {
    "m7g.2xlarge": described(8, 32),
    "m7g.large": described(2, 8),
    "m7g.medium": described(1, 4),
    "m7g.metal": described(64, 256),
    "m6g.large": described(2, 8),
    "m6g.2xlarge": described(8, 32),
    "r7g.large": described(2, 16),
    "t4g.micro": described(2, 1),
    "t4g.large": described(2, 8),
    "p5.48xlarge": described(192, 2048),
  },
  offeredInZones: {
    "eu-west-1": [
      { InstanceType: "m7g.large", Location: "euw1-az1" },
      { InstanceType: "m7g.2xlarge", Location: "euw1-az3" },
      { InstanceType: "t4g.large", Location: "euw1-az1" },
      { InstanceType: "m7g.metal", Location: "euw1-az2" },
      { InstanceType: "m6g.large", Location: "euw1-az3" },
      { InstanceType: "m6g.large", Location: "euw1-az1" },
    ],
  },
  pricedTypes: {
    "us-gov-west-1": ["m7g.large", "p5.48xlarge"],
    "eu-west-1": ["m7g.large"],
    "cn-north-1": ["m7g.large"],
  },
  pricedClasses: { "eu-west-1": ["db.m7g.large", "db.m7g.2xlarge", "db.x2g.large"], "cn-north-1": ["db.m7g.large"] },
};

const tables = extractInstanceTypes(published);

describe("the tables of instance types", () => {
  it("have the usable families by their sizes, smallest first", () => {
    expect(tables.familiesBySizes).toEqual({ large: "r7g", "large 2xlarge": "m6g m7g", "micro large": "t4g" });
  });

  it("have the families of RDS, and no other kind", () => {
    expect(tables.postgresFamilies).toEqual(["m7g"]);
    expect(tables.postgresOffers).toEqual({ "eu-west-1": "m7g" });
  });

  it("have offers by the numbers of the zones, or by the region where no more is known; not of other partitions", () => {
    expect(tables.offers).toEqual({ "eu-west-1": { "1": "t4g", "13": "m6g m7g" }, "us-gov-west-1": { "*": "m7g" } });
  });

  it("are not made of a type whose CPUs or memory do not follow from its name", () => {
    const odd = { ...published, described: { ...published.described, "c5d.large": described(2, 5.25) } };
    expect(() => extractInstanceTypes(odd)).toThrow(
      "CPUs and memory of these do not follow from their names: c5d.large",
    );
  });

  it("are not made of a family that RDS has in other sizes than EC2", () => {
    const odd = { ...published, pricedClasses: { "eu-west-1": ["db.m7g.large", "db.m7g.4xlarge"] } };
    expect(() => extractInstanceTypes(odd)).toThrow("RDS and EC2 differ in the sizes of m7g: m7g.4xlarge, m7g.2xlarge");
  });

  it("are written as TypeScript, with their day and their sources", () => {
    const source = { day: "2026-10-27", packages: "moto 5.2.5 and cfn-lint 1.58.0" };
    expect(writeFamilies(tables, source)).toBe(
      `// Made by \`npm run instance-types\` from moto 5.2.5 and cfn-lint 1.58.0. Do not edit by hand.

/** The day of these tables. */
export const instanceTablesOf = "2026-10-27";

/** Families of EC2 by their sizes from \`large\` up; of the family t, the small ones too. */
export const familiesBySizes: Readonly<Record<string, string>> = {
  "large": "r7g",
  "large 2xlarge": "m6g m7g",
  "micro large": "t4g",
};

/** Families that RDS has for PostgreSQL, in the same sizes. */
export const postgresFamilies = "m7g";
`,
    );
    expect(writeOffers(tables, source)).toContain(`  "eu-west-1": {\n    "1": "t4g",\n    "13": "m6g m7g",\n  },\n`);
  });
});
