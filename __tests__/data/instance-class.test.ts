import { describe, expect, it } from "vitest";
import { memoryGiBOf } from "../../src/data/instance-class";

describe("memoryGiBOf", () => {
  it.each([
    ["db.t4g.micro", 1],
    ["db.t4g.small", 2],
    ["db.t4g.medium", 4],
    ["db.t4g.large", 8],
    ["db.t4g.xlarge", 16],
    ["db.t4g.2xlarge", 32],
    ["db.m6g.large", 8],
    ["db.m7i.xlarge", 16],
    ["db.m8g.12xlarge", 192],
    ["db.r6i.large", 16],
    ["db.r7g.xlarge", 32],
    ["db.r7g.2xlarge", 64],
    ["db.r7g.16xlarge", 512],
    ["db.r8g.24xlarge", 768],
  ])("of %s is %i", (instanceClass, memoryGiB) => {
    expect(memoryGiBOf(instanceClass)).toBe(memoryGiB);
  });

  it.each(["db.x2g.large", "large", ""])("of %j is not known", (instanceClass) => {
    expect(() => memoryGiBOf(instanceClass)).toThrow(
      `unknown family of instance class ${instanceClass}, expected t, m or r`,
    );
  });
});
