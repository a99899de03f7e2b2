import { describe, expect, it } from "vitest";
import { architectureOf, sizeOf } from "../../src/cluster/instance-type";
import { problemsOfGeneral } from "../literals";

// https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html, co.html, mo.html
const types = [
  ["t3.medium", 2, 4, "x86_64"],
  ["t3a.large", 2, 8, "x86_64"],
  ["t3.xlarge", 4, 16, "x86_64"],
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
  ["r7iz.6xlarge", 24, 192, "x86_64"],
  ["r8gd.large", 2, 16, "arm64"],
] as const;

describe("an instance type", () => {
  it.each(types)("%s has %i virtual CPUs, %i GiB and %s", (type, vcpus, memoryGiB, architecture) => {
    expect({ ...sizeOf(type), architecture: architectureOf(type) }).toEqual({ vcpus, memoryGiB, architecture });
  });

  it.each(types)("%s may be in a node group", (type) => {
    expect(problemsOfGeneral({ instanceTypes: [type] })).toEqual([]);
  });

  // Sizes and families that do not follow the rule: one CPU, odd memory, whole machines, no families for pods.
  it.each([
    "r8gd.medium",
    "m7g.medium",
    "c7gd.medium",
    "c5n.large",
    "m4.large",
    "t2.medium",
    "t3.micro",
    "t4g.small",
    "m7i.metal-24xl",
    "x2idn.16xlarge",
    "p5.48xlarge",
    "m7i",
    "db.m7i.large",
    "",
  ])("%j may not", (type) => {
    expect(problemsOfGeneral({ instanceTypes: [type] })).toMatchObject([
      { path: "cluster.nodeGroups.general.instanceTypes[0]", got: JSON.stringify(type) },
    ]);
  });

  it.each(["x2idn.16xlarge", "large", ""])("%j has no known size", (type) => {
    expect(() => sizeOf(type)).toThrow(`unknown family of instance type ${type}, expected one of c, m, r, t`);
  });
});
