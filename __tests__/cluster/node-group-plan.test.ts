import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kubernetesVersions } from "../../modules/kubernetes-versions";
import {
  countZones,
  deal,
  type GroupSize,
  type NodeGroup,
  planNodeGroups,
  planSizes,
} from "../../src/cluster/node-group-plan";
import type { EnvironmentInput } from "../../src/environment/environment";
import { clusterWith, generalWith, parsed, prod, regionsWith } from "../literals";

const count = fc.integer({ min: 0, max: 450 });
const anySize = fc
  .tuple(count, count, count)
  .map((counts) => counts.toSorted((a, b) => a - b))
  .map(([min = 0, desired = 0, max = 0]) => ({ min, desired, max }));
const zones = fc.integer({ min: 1, max: 6 });

const roles = (mode: "standby" | "active") =>
  ({ primary: { nat: "per-zone" }, failover: { mode, nat: "single" } }) as const;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe("the nodes of a group over the zones", () => {
  it("are as many as before", () => {
    fc.assert(
      fc.property(anySize, zones, (size, zoneCount) => {
        const shares = deal(size, zoneCount);
        expect(shares).toHaveLength(zoneCount);
        expect({
          min: sum(shares.map(({ min }) => min)),
          desired: sum(shares.map(({ desired }) => desired)),
          max: sum(shares.map(({ max }) => max)),
        }).toEqual(size);
      }),
    );
  });

  it("are in order in every zone: EKS refuses desired out of min and max", () => {
    fc.assert(
      fc.property(anySize, zones, (size, zoneCount) => {
        for (const { min, desired, max } of deal(size, zoneCount)) {
          expect(min).toBeLessThanOrEqual(desired);
          expect(desired).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  it("differ by one at most, and the first zones have more", () => {
    fc.assert(
      fc.property(anySize, zones, (size, zoneCount) => {
        const shares = deal(size, zoneCount);
        for (const field of ["min", "desired", "max"] as const) {
          const counts = shares.map((share) => share[field]);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          expect(counts).toEqual(counts.toSorted((a, b) => b - a));
        }
      }),
    );
  });

  it("stay together in one zone", () => {
    expect(deal({ min: 2, desired: 5, max: 18 }, 1)).toEqual([{ min: 2, desired: 5, max: 18 }]);
  });

  it("go by hand where they do not divide", () => {
    expect(deal({ min: 1, desired: 5, max: 18 }, 3)).toEqual([
      { min: 1, desired: 2, max: 6 },
      { min: 0, desired: 2, max: 6 },
      { min: 0, desired: 1, max: 6 },
    ]);
  });
});

describe("the bounds of a group in a zone", () => {
  const group = (primary: GroupSize, failover: GroupSize, zones: NodeGroup["zones"]) =>
    ({ zones, sizes: { primary, failover } }) as NodeGroup;

  it("are the same in both roles, so that a swap is refused by no number of running nodes", () => {
    const anyGroup = fc.tuple(anySize, anySize, fc.constantFrom("all" as const, "first" as const));
    const anyMode = fc.constantFrom("standby" as const, "active" as const);
    fc.assert(
      fc.property(anyGroup, anyMode, zones, ([primary, failover, span], mode, zoneCount) => {
        const planAs = (role: "primary" | "failover") =>
          planSizes(group(primary, failover, span), roles(mode), role, zoneCount);
        const [asPrimary, asFailover] = [planAs("primary"), planAs("failover")];
        for (const [zone, { min, desired, max }] of asFailover.entries()) {
          expect(asPrimary[zone]).toMatchObject({ min, max });
          expect([min, desired, max]).toEqual([min, desired, max].toSorted((a, b) => a - b));
        }
        // No role has fewer nodes than the file says, nor less room.
        for (const [size, plan] of [
          [primary, asPrimary],
          [failover, asFailover],
        ] as const) {
          expect(sum(plan.map(({ min }) => min))).toBeGreaterThanOrEqual(size.min);
          expect(sum(plan.map(({ max }) => max))).toBeGreaterThanOrEqual(size.max);
        }
      }),
    );
  });
});

describe("a group", () => {
  const group = (zones: NodeGroup["zones"]) => ({ zones }) as NodeGroup;

  it.each([
    ["all", "primary", "standby", 3],
    ["all", "primary", "active", 3],
    ["all", "failover", "active", 3],
    ["all", "failover", "standby", 1],
    ["first", "primary", "standby", 1],
    ["first", "primary", "active", 1],
    ["first", "failover", "active", 1],
    ["first", "failover", "standby", 1],
  ] as const)("of zones %j in the %s, beside a failover that is %s, spans %i", (zones, role, mode, spanned) => {
    expect(countZones(group(zones), roles(mode), role, 3)).toBe(spanned);
  });
});

/** The plan of a region of some environment. */
function planOf(literal: EnvironmentInput, regionCode: string) {
  const { cluster, roles, regions } = parsed(literal);
  const region = regions.find(({ code }) => code === regionCode);
  if (cluster === undefined || region === undefined) throw new Error(`no cluster in ${regionCode}`);
  return planNodeGroups(cluster, roles, region);
}

const inWest = (literal: EnvironmentInput) => planOf(literal, "eu-west-1");
const withGeneral = (change: Parameters<typeof generalWith>[0]) => ({ ...prod, cluster: generalWith(change) });
const ofGeneral = (literal: EnvironmentInput) => inWest(literal).filter(({ key }) => key.startsWith("general-"));

describe("the plan of a region", () => {
  it("has the groups in the order of the file, zone by zone", () => {
    const { general, monitoring } = clusterWith({}).nodeGroups;
    if (general === undefined || monitoring === undefined) throw new Error("prod has other groups");
    const turned = { ...prod, cluster: clusterWith({ nodeGroups: { monitoring, general } }) };
    expect(inWest(prod).map(({ key }) => key)).toEqual(["general-az1", "general-az2", "general-az3", "monitoring-az1"]);
    expect(inWest(turned).map(({ key }) => key)).toEqual([
      "monitoring-az1",
      "general-az1",
      "general-az2",
      "general-az3",
    ]);
  });

  it("names a group by the id of its zone, and finds its subnet by the place of the zone in the file", () => {
    const zones = { zones: ["euw1-az3", "euw1-az1"] } as const;
    const plan = ofGeneral({ ...prod, regions: regionsWith(zones, { zones: ["euc1-az2", "euc1-az3"] }) });
    expect(plan.map(({ key, zoneIndex }) => [key, zoneIndex])).toEqual([
      ["general-az3", 0],
      ["general-az1", 1],
    ]);
  });

  it("deals the nodes of its role, and leaves a zone of both roles the higher bounds of the two", () => {
    const sizes = { primary: { min: 9, desired: 11, max: 18 }, failover: { min: 2, desired: 4, max: 20 } };
    const literal = withGeneral({ sizes });
    expect(ofGeneral(literal).map(({ size }) => size)).toEqual([
      { min: 3, desired: 4, max: 20 },
      { min: 3, desired: 4, max: 6 },
      { min: 3, desired: 3, max: 6 },
    ]);
    expect(planOf(literal, "eu-central-1").map(({ key, size }) => [key, size])).toEqual([
      ["general-az1", { min: 3, desired: 4, max: 20 }],
      ["monitoring-az1", { min: 1, desired: 1, max: 3 }],
    ]);
  });

  it("keeps the groups of the first zone as they are whatever the region serves", () => {
    const asStandby = { ...prod, regions: regionsWith({ role: "failover" }, { role: "primary" }) };
    expect(inWest(asStandby)).toEqual(inWest(prod).filter(({ zoneIndex }) => zoneIndex === 0));
  });

  it.each([
    ["al2023", ["m7i.large"], "AL2023_x86_64_STANDARD", "al2023"],
    ["al2023", ["m7g.large", "t4g.large"], "AL2023_ARM_64_STANDARD", "al2023"],
    ["bottlerocket", ["c7i.large"], "BOTTLEROCKET_x86_64", "bottlerocket"],
    ["bottlerocket", ["r7gd.large"], "BOTTLEROCKET_ARM_64", "bottlerocket"],
  ] as const)("takes the image of %s that runs on %j", (operatingSystem, instanceTypes, amiType, table) => {
    const plan = ofGeneral(withGeneral({ operatingSystem, instanceTypes: [...instanceTypes] }));
    const amiRelease = kubernetesVersions["1.36"]?.amiReleases[table];
    expect(amiRelease).toMatch(/\d/);
    for (const group of plan) expect(group).toMatchObject({ amiType, amiRelease });
  });

  it.each(Object.entries(kubernetesVersions))(
    "takes the release that goes with Kubernetes %s",
    (minor, { amiReleases }) => {
      const plan = inWest({ ...prod, cluster: clusterWith({ kubernetesVersion: minor }) });
      expect(new Set(plan.map(({ amiRelease }) => amiRelease))).toEqual(new Set([amiReleases.al2023]));
    },
  );

  it("takes the release of the file before that of the tables", () => {
    const plan = ofGeneral(withGeneral({ amiRelease: "1.36.4-20261120" }));
    expect(plan.map(({ amiRelease }) => amiRelease)).toEqual(Array(3).fill("1.36.4-20261120"));
  });
});

it("a zone that lacks instance types has others, and no other zone changes", () => {
  const planned = (change: object) => {
    const { cluster, roles: modes, regions } = parsed({ ...prod, cluster: generalWith(change) });
    if (cluster === undefined) throw new Error("prod has no cluster");
    return Object.fromEntries(
      regions.flatMap((region) =>
        planNodeGroups(cluster, modes, region).map((group) => [`${region.code} ${group.key}`, group]),
      ),
    );
  };
  const before = planned({});
  const instanceTypes = ["m6i.xlarge", "m6a.xlarge"];
  const after = planned({ instanceTypesByZone: { "euw1-az3": instanceTypes } });
  const typesOf = (groups: typeof before) =>
    Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, group.instanceTypes]));
  expect(typesOf(after)).toEqual({ ...typesOf(before), "eu-west-1 general-az3": instanceTypes });
});
