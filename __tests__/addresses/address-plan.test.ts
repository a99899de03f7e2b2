import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planAddresses, type SubnetPlan, tiers } from "../../src/addresses/address-plan";
import { formatRange, prefixOf, rangeOf, sizeOf } from "../../src/addresses/cidr";
import { vpcCidr, zoneCount } from "./arbitraries";

const rangesOf = (subnets: SubnetPlan) => tiers.flatMap((tier) => subnets[tier].map(rangeOf));

describe("the plan of 10.0.0.0/16", () => {
  it("gives three zones these ranges", () => {
    const { subnets, held, free } = planAddresses("10.0.0.0/16", 3);
    expect(subnets).toEqual({
      private: ["10.0.64.0/18", "10.0.128.0/18", "10.0.192.0/18"],
      public: ["10.0.0.0/21", "10.0.8.0/21", "10.0.16.0/21"],
      database: ["10.0.24.0/24", "10.0.25.0/24", "10.0.26.0/24"],
      intra: ["10.0.27.0/27", "10.0.27.32/27", "10.0.27.64/27"],
    });
    expect(held).toEqual([]);
    expect(free.map(formatRange)).toEqual(["10.0.27.96-10.0.63.255"]);
  });

  it("holds the third zone's ranges while there are two", () => {
    const { held, free } = planAddresses("10.0.0.0/16", 2);
    expect(held.map(formatRange)).toEqual([
      "10.0.16.0-10.0.23.255",
      "10.0.26.0-10.0.26.255",
      "10.0.27.64-10.0.27.95",
      "10.0.192.0-10.0.255.255",
    ]);
    expect(free.map(formatRange)).toEqual(["10.0.27.96-10.0.63.255"]);
  });

  it("takes chosen subnets as they are and holds nothing beside them", () => {
    const chosen: SubnetPlan = {
      private: ["10.0.0.0/17"],
      public: ["10.0.128.0/18"],
      database: ["10.0.192.0/19"],
      intra: ["10.0.224.0/20"],
    };
    const { subnets, held, free } = planAddresses("10.0.0.0/16", 1, chosen);
    expect(subnets).toEqual(chosen);
    expect(held).toEqual([]);
    expect(free.map(formatRange)).toEqual(["10.0.240.0-10.0.255.255"]);
  });
});

it("a VPC of /20 still has room for intra /27 and database /28 in three zones", () => {
  const { database, intra } = planAddresses("10.0.0.0/20", 3).subnets;
  expect(database).toEqual(["10.0.1.128/28", "10.0.1.144/28", "10.0.1.160/28"]);
  expect(intra).toEqual(["10.0.1.192/27", "10.0.1.224/27", "10.0.2.0/27"]);
});

describe("the plan of every VPC from /16 to /20", () => {
  const holds = (property: (cidr: string, zones: number) => void) =>
    fc.assert(fc.property(vpcCidr, zoneCount, property), { numRuns: 200 });

  it("has one subnet per tier and zone", () => {
    holds((cidr, zones) => {
      const { subnets } = planAddresses(cidr, zones);
      expect(tiers.map((tier) => subnets[tier].length)).toEqual(tiers.map(() => zones));
    });
  });

  it("covers the VPC with subnets, held and free ranges, each address once", () => {
    holds((cidr, zones) => {
      const { subnets, held, free } = planAddresses(cidr, zones);
      const ranges = [...rangesOf(subnets), ...held, ...free].toSorted((a, b) => a.first - b.first);
      const vpc = rangeOf(cidr);
      const starts = ranges.map(({ first }) => first);
      const ends = ranges.map(({ last }) => last + 1);
      expect(starts).toEqual([vpc.first, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(vpc.last + 1);
      expect(ranges.reduce((sum, range) => sum + sizeOf(range), 0)).toBe(sizeOf(vpc));
    });
  });

  it("keeps every range of two zones when a third is added", () => {
    fc.assert(
      fc.property(vpcCidr, (cidr) => {
        const [two, three] = [planAddresses(cidr, 2).subnets, planAddresses(cidr, 3).subnets];
        for (const tier of tiers) expect(three[tier].slice(0, 2)).toEqual(two[tier]);
      }),
    );
  });

  it("promises the third zone nothing that is free before", () => {
    fc.assert(
      fc.property(vpcCidr, (cidr) => {
        expect(planAddresses(cidr, 2).free).toEqual(planAddresses(cidr, 3).free);
      }),
    );
  });

  it("makes no subnet smaller than AWS makes them, and intra subnets large enough for EKS", () => {
    holds((cidr, zones) => {
      const { subnets } = planAddresses(cidr, zones);
      expect(Math.max(...tiers.flatMap((tier) => subnets[tier].map(prefixOf)))).toBeLessThanOrEqual(28);
      expect(subnets.intra.map(prefixOf)).toEqual(Array(zones).fill(27));
    });
  });
});
