import { describe, expect, it } from "vitest";
import { regions } from "../../modules/aws-regions";
import { isMissingOnRds, zonesWithout } from "../../modules/instance-types/offers";
import { newEnvironment } from "../../src/new-environment/new-environment";

const ranges = { vpcs: ["10.0.0.0/16", "10.1.0.0/16"], services: ["172.20.0.0/16", "172.21.0.0/16"] } as const;

const inRegions = (primary: string, failover: string) =>
  newEnvironment(
    {
      name: "shop",
      organization: "acme",
      account: "444455556666",
      owner: "me",
      primary,
      failover,
      administrator: "arn:aws:iam::444455556666:role/platform-admin",
      alarmEmail: "on-call@example.com",
    },
    ranges,
  );

const pairs = Object.keys(regions).flatMap((primary) =>
  Object.keys(regions)
    .filter((failover) => failover !== primary && regions[failover]?.partition === regions[primary]?.partition)
    .map((failover) => inRegions(primary, failover)),
);

describe("a new environment in any two regions", () => {
  it("has zones in both, and nodes that every one of them offers", () => {
    for (const { regions: pair, cluster } of pairs) {
      const { instanceTypes } = cluster.nodeGroups.general;
      expect(instanceTypes).not.toEqual([]);
      for (const { code, zones } of pair) {
        expect(zones.length).toBeGreaterThanOrEqual(2);
        for (const type of instanceTypes) expect(zonesWithout(type, code, zones)).toEqual([]);
      }
    }
  });

  it("has a database that both offer", () => {
    for (const { regions: pair, database } of pairs) {
      const { instanceClass } = database.instances.primary;
      expect(pair.filter(({ code }) => isMissingOnRds(instanceClass, code))).toEqual([]);
    }
  });
});

it.each([
  ["eu-west-1", ["euw1-az1", "euw1-az2", "euw1-az3"]],
  ["us-east-1", ["use1-az1", "use1-az2", "use1-az4"]],
  ["ap-northeast-1", ["apne1-az1", "apne1-az2", "apne1-az4"]],
  ["us-west-1", ["usw1-az1", "usw1-az3"]],
])("of %s it takes the zones %j", (code, zones) => {
  expect(inRegions(code, "eu-central-1").regions[0].zones).toEqual(zones);
});
