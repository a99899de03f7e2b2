import { describe, expect, it } from "vitest";
import { regions } from "../../modules/aws-regions";
import { familiesBySizes, postgresFamilies } from "../../modules/instance-types/instance-families";
import { offersOnEc2, offersOnRds } from "../../modules/instance-types/instance-offers";
import { isMissingOnRds, zonesWithout } from "../../modules/instance-types/offers";

const known = new Set(Object.values(familiesBySizes).join(" ").split(" "));

describe("the tables of offers", () => {
  it("are of regions in which a platform can stand, and of all of them", () => {
    expect(Object.keys(offersOnEc2)).toEqual(Object.keys(regions).toSorted());
    expect(Object.keys(offersOnRds)).toEqual(Object.keys(regions).toSorted());
  });

  it.each(Object.entries(offersOnEc2))(
    "of %s name families and zones that are known, each family once",
    (code, offers) => {
      const families = Object.values(offers).join(" ").split(" ");
      expect(families.filter((family) => !known.has(family))).toEqual([]);
      expect(new Set(families).size).toBe(families.length);
      const numbers = new Set(Object.keys(offers).join("").replace("*", "").split("").map(Number));
      expect([...numbers].filter((number) => !regions[code]?.zones.includes(number))).toEqual([]);
    },
  );

  it.each(Object.entries(offersOnRds))("of %s name families that RDS has", (_, offers) => {
    expect(offers.split(" ").filter((family) => !postgresFamilies.split(" ").includes(family))).toEqual([]);
  });
});

describe("the zones without an instance type", () => {
  it.each([
    ["m7i.large", "eu-west-1", ["euw1-az1", "euw1-az2", "euw1-az3"], []],
    // A zone that is new has the newest types alone.
    ["m5.large", "eu-west-2", ["euw2-az3", "euw2-az4"], ["euw2-az4"]],
    ["r5b.large", "us-east-1", ["use1-az5", "use1-az6"], ["use1-az5"]],
    // Nowhere in the region.
    ["m6idn.large", "eu-south-1", ["eus1-az1", "eus1-az2"], ["eus1-az1", "eus1-az2"]],
    // Of these regions no zones are known.
    ["m7g.large", "us-gov-west-1", ["usgw1-az1"], []],
    ["m9g.large", "us-gov-west-1", ["usgw1-az1", "usgw1-az2"], ["usgw1-az1", "usgw1-az2"]],
    ["p5.48xlarge", "eu-west-1", ["euw1-az1"], []],
  ])("of %s in %s, of %j, are %j", (type, region, zones, missing) => {
    expect(zonesWithout(type, region, zones)).toEqual(missing);
  });
});

it.each([
  ["db.r7g.large", "eu-west-1", false],
  ["db.r7g.large", "ap-southeast-4", true],
  ["db.m9g.large", "us-east-1", false],
  ["db.m9g.large", "af-south-1", true],
  ["db.x2g.large", "eu-west-1", false],
])("%s is missing for PostgreSQL in %s: %s", (instanceClass, region, missing) => {
  expect(isMissingOnRds(instanceClass, region)).toBe(missing);
});
