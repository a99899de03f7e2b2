import { describe, expect, it } from "vitest";
import { type AliasRecord, routeByFailoverRecords, routeByLatencyRecords } from "../../src/routing/route53-records";

const up = (region: string): AliasRecord => ({ region, isHealthy: true });
const down = (region: string): AliasRecord => ({ region, isHealthy: false });
const short = ([share]: ReturnType<typeof routeByFailoverRecords>) => `${share?.part} ${share?.region} ${share?.way}`;

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html, "Failover" */
describe("failover records", () => {
  it.each([
    [up("a"), up("b"), "1 a regular"],
    [up("a"), down("b"), "1 a regular"],
    [down("a"), up("b"), "1 b failover"],
    [down("a"), down("b"), "1 a fail-open"],
  ])("answer for %j and %j with %s", (primary, secondary, expected) => {
    expect(short(routeByFailoverRecords(primary, secondary))).toBe(expected);
  });
});

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html */
describe("latency records", () => {
  it.each([
    [[up("a"), up("b")], "1 b regular"],
    [[up("a"), down("b")], "1 a failover"],
    [[down("a"), up("b")], "1 b regular"],
    [[down("a"), down("b")], "1 b fail-open"],
  ])("answer users near b for %j with %s", (records, expected) => {
    expect(short(routeByLatencyRecords(records, ["b", "a"]))).toBe(expected);
    expect(short(routeByLatencyRecords(records.toReversed(), ["b", "a"]))).toBe(expected);
  });

  it("cannot answer without any", () => {
    expect(() => routeByLatencyRecords([], ["a"])).toThrow("there is no record");
  });
});
