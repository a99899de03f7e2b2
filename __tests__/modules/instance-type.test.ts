import { describe, expect, it } from "vitest";
import {
  architectureOf,
  sizeOf,
  standingOnEc2,
  standingOnRds,
  tryReadInstanceType,
  typeOfClass,
} from "../../modules/instance-types/instance-type";

// https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html, co.html, mo.html
const types = [
  ["t3.medium", 2, 4, "x86_64"],
  ["t3a.large", 2, 8, "x86_64"],
  ["t3.xlarge", 4, 16, "x86_64"],
  ["t4g.micro", 2, 1, "arm64"],
  ["t4g.small", 2, 2, "arm64"],
  ["t4g.large", 2, 8, "arm64"],
  ["t4g.2xlarge", 8, 32, "arm64"],
  ["m5.large", 2, 8, "x86_64"],
  ["m5zn.3xlarge", 12, 48, "x86_64"],
  ["m6a.48xlarge", 192, 768, "x86_64"],
  ["m6idn.32xlarge", 128, 512, "x86_64"],
  ["m7g.large", 2, 8, "arm64"],
  ["m7gd.16xlarge", 64, 256, "arm64"],
  ["m7i.large", 2, 8, "x86_64"],
  ["m7i-flex.2xlarge", 8, 32, "x86_64"],
  ["c5.9xlarge", 36, 72, "x86_64"],
  ["c5.18xlarge", 72, 144, "x86_64"],
  ["c6gn.4xlarge", 16, 32, "arm64"],
  ["c7gn.16xlarge", 64, 128, "arm64"],
  ["c7i.xlarge", 4, 8, "x86_64"],
  ["c7i-flex.large", 2, 4, "x86_64"],
  ["c8g.24xlarge", 96, 192, "arm64"],
  ["r5b.large", 2, 16, "x86_64"],
  ["r6i.12xlarge", 48, 384, "x86_64"],
  ["r7i.large", 2, 16, "x86_64"],
  ["r7iz.16xlarge", 64, 512, "x86_64"],
  ["r8gd.large", 2, 16, "arm64"],
  ["m8i.96xlarge", 384, 1536, "x86_64"],
] as const;

/** What the tables say of a name that has the form of a type. */
function standingOf(name: string, standing = standingOnEc2) {
  const type = tryReadInstanceType(name);
  return type === undefined ? "no type" : standing(type);
}

describe("an instance type", () => {
  it.each(types)("%s has %i virtual CPUs, %i GiB and %s", (type, vcpus, memoryGiB, architecture) => {
    expect({ ...sizeOf(type), architecture: architectureOf(type) }).toEqual({ vcpus, memoryGiB, architecture });
  });

  it.each(types)("%s is known", (type) => {
    expect(standingOf(type)).toEqual({ is: "known" });
  });

  it("is taken apart", () => {
    expect(tryReadInstanceType("m7i-flex.2xlarge")).toEqual({
      family: "m7i-flex",
      letter: "m",
      generation: 7,
      size: "2xlarge",
    });
  });

  it.each([
    "c5n.large",
    "m4.large",
    "t2.medium",
    "m7.large",
    "x2idn.16xlarge",
    "p5.48xlarge",
    "m7i.metal-24xl",
    "m7i",
    "",
  ])("%j has no form that is known here, nor a size", (name) => {
    expect(tryReadInstanceType(name)).toBeUndefined();
    expect(() => sizeOf(name)).toThrow(`unknown instance type ${name}, expected one of families c, m, r or t`);
  });

  it.each([
    ["m7i.3xlarge", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge"],
    ["r7iz.6xlarge", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 32xlarge"],
    ["c5.8xlarge", "large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge"],
    ["t4g.4xlarge", "micro small medium large xlarge 2xlarge"],
  ])("%s does not exist, because its family comes in other sizes", (name, sizes) => {
    expect(standingOf(name)).toEqual({ is: "unknown size", sizes: sizes.split(" ") });
  });

  it.each([
    ["m7ix.large", "m7a m7g m7gd m7i m7i-flex"],
    ["m5q.large", "m5 m5a m5ad m5d m5dn m5n m5zn"],
    ["t6g.large", "t3 t3a t4g t8i"],
  ])("%s does not exist, because there is no such family", (name, families) => {
    expect(standingOf(name)).toEqual({ is: "unknown family", families: families.split(" ") });
  });

  it.each(["m8ix.large", "m9i.large", "m10g.24xlarge", "c9gn.large", "t9g.medium"])(
    "%s may be newer than the tables",
    (name) => {
      expect(standingOf(name)).toEqual({ is: "newer" });
    },
  );
});

describe("an instance class for PostgreSQL", () => {
  const standingOfClass = (name: string) => standingOf(typeOfClass(name), standingOnRds);

  it.each(["db.t3.micro", "db.t4g.small", "db.m6i.32xlarge", "db.m8g.48xlarge", "db.r7g.16xlarge", "db.r8gd.large"])(
    "%s is known",
    (name) => {
      expect(standingOfClass(name)).toEqual({ is: "known" });
    },
  );

  it.each(["db.r7g.48xlarge", "db.r7g.24xlarge", "db.m7i.32xlarge", "db.t4g.4xlarge"])(
    "%s does not exist, because its family comes in other sizes",
    (name) => {
      expect(standingOfClass(name)).toMatchObject({ is: "unknown size" });
    },
  );

  it.each(["db.m7a.large", "db.r6a.large", "db.m6a.large"])("%s does not exist, although EC2 has the type", (name) => {
    expect(standingOf(typeOfClass(name))).toEqual({ is: "known" });
    expect(standingOfClass(name)).toMatchObject({ is: "unknown family" });
  });

  it.each(["db.r9g.large", "db.m8i.large", "db.r8i.large", "db.t8i.medium"])(
    "%s may be newer than the tables",
    (name) => {
      expect(standingOfClass(name)).toEqual({ is: "newer" });
    },
  );
});
