import { describe, expect, it } from "vitest";
import { routeByWeightedRecords, type WeightedRecord } from "../../src/routing/route53-records";

const up = (region: string, weight: number): WeightedRecord => ({ region, weight, isHealthy: true });
const down = (region: string, weight: number): WeightedRecord => ({ region, weight, isHealthy: false });

/**
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted-alias.html
 */
describe("weighted records", () => {
  it.each([
    [[up("a", 100), up("b", 0)], ["1 a regular"]],
    [[up("a", 100), down("b", 0)], ["1 a regular"]],
    [[down("a", 100), up("b", 0)], ["1 b failover"]],
    [[down("a", 100), down("b", 0)], ["1 a fail-open"]],
    [
      [up("a", 100), up("b", 100)],
      ["0.5 a regular", "0.5 b regular"],
    ],
    [
      [up("a", 3), up("b", 1)],
      ["0.75 a regular", "0.25 b regular"],
    ],
    [[down("a", 100), up("b", 100)], ["1 b regular"]],
    [
      [down("a", 100), down("b", 100)],
      ["0.5 a fail-open", "0.5 b fail-open"],
    ],
    [
      [up("a", 0), up("b", 0)],
      ["0.5 a failover", "0.5 b failover"],
    ],
  ])("answer for %j with %j", (records, expected) => {
    const shares = routeByWeightedRecords(records);
    expect(shares.map(({ part, region, way }) => `${part} ${region} ${way}`)).toEqual(expected);
  });

  it("cannot answer without any", () => {
    expect(() => routeByWeightedRecords([])).toThrow("there is no record");
  });
});
