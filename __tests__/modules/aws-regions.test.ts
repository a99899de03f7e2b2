import { expect, it } from "vitest";
import { getRegionFacts, otherPartitions, regions, standingOfZone } from "../../modules/aws-regions";

it("gives no two regions one short code, because global names carry it", () => {
  const shortCodes = Object.values(regions).map(({ shortCode }) => shortCode);
  expect(new Set(shortCodes).size).toBe(shortCodes.length);
});

it.each(Object.entries(regions))("the short code of %s is made of its words' first letters", (code, { shortCode }) => {
  const letters = code
    .replace("northeast", "ne")
    .replace("southeast", "se")
    .split("-")
    .map((word) => (/^(us|eu|ap|af|ca|sa|me|il|mx|ne|se)$/.test(word) ? word : word.charAt(0)))
    .join("");
  expect(shortCode).toBe(letters);
});

it.each(Object.entries(regions))("%s is of the partition that its code says", (code, { partition }) => {
  expect(partition).toBe(code.startsWith("us-gov-") ? "aws-us-gov" : "aws");
});

it("refuses a name that every object has", () => {
  expect(() => getRegionFacts("toString")).toThrow("unknown region toString, expected one of af-south-1, ");
});

it("refuses a region that the schema would have refused", () => {
  expect(() => getRegionFacts("eu-wst-1")).toThrow("unknown region eu-wst-1, expected one of af-south-1, ap-east-1, ");
});

it.each([
  ["eu-west-1", "euw1-az1", "known"],
  ["us-east-1", "use1-az6", "known"],
  ["eu-west-1", "euw1-az4", "newer"],
  ["us-east-1", "use1-az7", "newer"],
  ["eu-west-1", "euw1-az5", "unknown"],
  ["eu-west-1", "euw1-az0", "unknown"],
  ["eu-west-1", "euc1-az1", "foreign"],
  ["eu-west-1", "eu-west-1a", "foreign"],
  ["eu-west-1", "euw1-az", "foreign"],
  ["eu-west-1", "euw1-az01", "foreign"],
  ["eu-west-1", "euw1-az1.5", "foreign"],
  ["us-west-2", "usw2-lax1-az1", "foreign"],
])("in %s, %s is %s", (code, zone, standing) => {
  expect(standingOfZone(getRegionFacts(code), zone)).toBe(standing);
});

it("gives no reason against a region that it has", () => {
  const refused = Object.keys(otherPartitions);
  expect(Object.keys(regions).filter((code) => refused.some((prefix) => code.startsWith(prefix)))).toEqual([]);
});
