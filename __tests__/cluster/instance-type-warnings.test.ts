import { describe, expect, it } from "vitest";
import { warnOfInstanceTypes } from "../../src/cluster/instance-type-warnings";
import type { EnvironmentInput } from "../../src/environment/environment";
import { dev, generalWith, parsed, prod, regionsWith } from "../literals";

const warningsOf = (change: Partial<EnvironmentInput>) => warnOfInstanceTypes(parsed({ ...prod, ...change }));
const sizes = { primary: { min: 1, max: 3 }, failover: { min: 1, max: 3 } };
/** A pair whose second region, or one zone of it, has fewer types. */
const besides = (code: string, zones: string[]) => ({
  regions: regionsWith({}, { code, zones }),
  state: { backend: "s3", sharedRegion: code } as const,
});
const ask = (region: string, types: string) =>
  `ask EC2: aws ec2 describe-instance-type-offerings --region ${region} --location-type availability-zone-id --filters Name=instance-type,Values=${types}`;

describe("warnings of instance types", () => {
  it.each([prod, dev])("are none for the example $name", (environment) => {
    expect(warnOfInstanceTypes(parsed(environment))).toEqual([]);
  });

  it("name a type that is newer than the tables, and say nothing of its zones", () => {
    expect(warningsOf({ cluster: generalWith({ instanceTypes: ["m10g.xlarge"], sizes }) })).toEqual([
      "prod: node group general: m10g.xlarge is newer than the tables of 2026-10-27; ask EC2: aws ec2 describe-instance-types --instance-types m10g.xlarge",
    ]);
  });

  it("name a region that has no such type: it could not take over", () => {
    const instanceTypes = ["m7i.xlarge", "m6idn.xlarge", "m6in.xlarge"];
    const cluster = generalWith({ instanceTypes, sizes });
    expect(warningsOf({ cluster, ...besides("eu-south-1", ["eus1-az1", "eus1-az2"]) })).toEqual([
      `prod: node group general: m6idn.xlarge, m6in.xlarge not offered in eu-south-1 on 2026-10-27; ${ask("eu-south-1", "m6idn.xlarge,m6in.xlarge")}`,
    ]);
  });

  it("name the zones that lack a type, of those that the group spans", () => {
    const place = besides("eu-west-2", ["euw2-az2", "euw2-az4", "euw2-az3"]);
    const group = { instanceTypes: ["m5.xlarge", "m7i.xlarge"], sizes };
    const lines = (cluster: EnvironmentInput["cluster"]) =>
      warningsOf({ ...(cluster === undefined ? {} : { cluster }), ...place }).filter((line) =>
        line.includes(" general:"),
      );
    expect(lines(generalWith(group))).toEqual([
      `prod: node group general: m5.xlarge not offered in euw2-az4 on 2026-10-27; ${ask("eu-west-2", "m5.xlarge")}`,
    ]);
    expect(lines(generalWith({ ...group, zones: "first" }))).toEqual([]);
    expect(lines(generalWith({ ...group, instanceTypesByZone: { "euw2-az4": ["m7i.xlarge"] } }))).toEqual([]);
  });

  it("are none where an emulator stands in for AWS", () => {
    const cluster = generalWith({ instanceTypes: ["m10g.xlarge"], sizes });
    expect(warningsOf({ cluster, emulator: { endpoints: { eks: "http://127.0.0.1:4566" } } })).toEqual([]);
  });
});
