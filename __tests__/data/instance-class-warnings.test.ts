import { describe, expect, it } from "vitest";
import { warnOfInstanceClasses } from "../../src/data/instance-class-warnings";
import { databaseWith, dev, parsed, prod, regionsWith } from "../literals";

const withClass = (primary: string, failover = primary) => ({
  ...prod,
  database: databaseWith({ instances: { primary: { instanceClass: primary }, failover: { instanceClass: failover } } }),
});
const ask = (region: string, instanceClass: string) =>
  `ask RDS: aws rds describe-orderable-db-instance-options --engine postgres --region ${region} --db-instance-class ${instanceClass}`;

describe("warnings of instance classes", () => {
  it.each([prod, dev])("are none for the example $name", (environment) => {
    expect(warnOfInstanceClasses(parsed(environment))).toEqual([]);
  });

  it("name a class that is newer than the tables, in both regions", () => {
    expect(warnOfInstanceClasses(parsed(withClass("db.r10g.large")))).toEqual(
      ["eu-west-1", "eu-central-1"].map(
        (code) => `prod: database: db.r10g.large is newer than the tables of 2026-10-27; ${ask(code, "db.r10g.large")}`,
      ),
    );
  });

  it("name a region that does not have the class of either role: a failover swaps them", () => {
    const regions = regionsWith({}, { code: "ap-southeast-4", zones: ["apse4-az1", "apse4-az2"] });
    const environment = {
      ...withClass("db.r7g.large", "db.r6g.large"),
      regions,
      state: { backend: "s3", sharedRegion: "ap-southeast-4" } as const,
    };
    expect(warnOfInstanceClasses(parsed(environment))).toEqual([
      `prod: database: db.r7g.large not offered for PostgreSQL in ap-southeast-4 on 2026-10-27; ${ask("ap-southeast-4", "db.r7g.large")}`,
    ]);
  });

  it("are none where an emulator stands in for AWS", () => {
    const emulator = { endpoints: { rds: "http://127.0.0.1:4566" } };
    expect(warnOfInstanceClasses(parsed({ ...withClass("db.r10g.large"), emulator }))).toEqual([]);
  });
});
