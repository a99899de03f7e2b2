import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf, problemsOfCluster, prod, regionsWith } from "../literals";
import { small } from "./clusters";

const active = { roles: { failover: { mode: "active" } } };

const sizes = (primary: object, failover: object) => ({ sizes: { primary, failover } });

describe("the number of node groups", () => {
  const spread = { ...small, zones: "all", ...sizes({ min: 1, max: 3 }, { min: 1, max: 3 }) };
  const groups = (count: number, group: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, group]));
  const tooMany = (count: number) => ({
    path: "cluster.nodeGroups",
    got: `${count} groups: each of zones "all" becomes one per zone`,
    expected: "at most 30 in a cluster",
    fix: 'merge groups, or keep some in one zone with zones: "first"',
  });

  it.each([
    ["in all zones", groups(10, spread), groups(11, spread), 33],
    ["in the first zone", groups(30, small), groups(31, small), 31],
    ["of both kinds", { ...groups(9, spread), a: small, b: small, c: small }, { ...groups(10, spread), a: small }, 31],
  ])("is what a cluster takes: %s", (_, most, more, count) => {
    expect(problemsOfCluster({ nodeGroups: most })).toEqual([]);
    expect(problemsOfCluster({ nodeGroups: more })).toEqual([tooMany(count)]);
  });

  it("is that of a region that serves, even where neither does today", () => {
    const regions = regionsWith({ zones: ["euw1-az1", "euw1-az2"] });
    expect(problemsOf({ regions, cluster: { ...prod.cluster, nodeGroups: groups(11, spread) } })).toEqual([
      tooMany(33),
    ]);
  });
});

describe("the addresses of every zone", () => {
  // Seven prefixes of 16 for 110 pods, one more that is kept ready, and three interfaces.
  const perNode = (7 + 1) * 16 + 3;
  // The same for 250 pods.
  const perLargeNode = (16 + 1) * 16 + 3;
  /**
   * Nodes that an update adds to a group: the larger of twice its zones, which is two, and of what it may take away.
   * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
   */
  const surge = (max: number) => Math.max(2, Math.ceil(max * 0.33));
  // Private subnets of a /20 are /22, and AWS keeps five addresses of each.
  const room = 1024 - 5;
  const smallVpcs = regionsWith({ cidr: "10.0.0.0/20" }, { cidr: "10.1.0.0/20" });

  const tooSmall = (region: number, subnet: string, zone: string, need: number, usable = room) => ({
    path: `regions[${region}].cidr`,
    got: `${usable} addresses in the private subnet ${subnet} of ${zone}`,
    expected: `${need}: what all node groups there need at max`,
    fix: "lower max of the node groups, or choose a larger VPC: its range can never be changed",
  });
  const nodeGroup = (primaryMax: number, failoverMax: number, change: object = {}) => ({
    ...small,
    zones: "all",
    ...sizes({ min: 1, max: primaryMax }, { min: 1, max: failoverMax }),
    ...change,
  });
  const problemsWith = (nodeGroups: object, change: object = {}) =>
    problemsOf({ regions: smallVpcs, ...change, cluster: { ...prod.cluster, nodeGroups } });
  const firstZones = (need: number) => [
    tooSmall(0, "10.0.4.0/22", "euw1-az1", need),
    tooSmall(1, "10.1.4.0/22", "euc1-az1", need),
  ];

  it("hold every node of a standby, which has them all in the first zone, in whichever region it is", () => {
    expect(problemsWith({ general: nodeGroup(5, 5) })).toEqual([]);
    expect(problemsWith({ general: nodeGroup(6, 6) })).toEqual(firstZones((6 + surge(6)) * perNode));
  });

  it("hold every node of a zone of the primary", () => {
    const peak = { path: "cluster.nodeGroups.batch.sizes.failover.max" };
    const problems = problemsWith({ general: nodeGroup(1, 1, { zones: "first" }), batch: nodeGroup(24, 1) });
    // Eight in each of three zones, and the first one's own.
    const perZone = [
      (1 + surge(1)) * perNode + (8 + surge(8)) * perNode,
      (8 + surge(8)) * perNode,
      (8 + surge(8)) * perNode,
    ];
    const subnets = ["10.0.4.0/22", "10.0.8.0/22", "10.0.12.0/22"];
    expect(problems).toEqual([
      expect.objectContaining(peak),
      // Of subnets that follow from the VPC, the one that lacks most says it for all.
      tooSmall(0, "10.0.4.0/22", "euw1-az1", perZone[0] ?? 0),
      tooSmall(1, "10.1.4.0/22", "euc1-az1", perZone[0] ?? 0),
    ]);
    const chosen = {
      private: subnets,
      public: ["10.0.0.0/26", "10.0.0.64/26", "10.0.0.128/26"],
      database: ["10.0.1.0/28", "10.0.1.16/28", "10.0.1.32/28"],
      intra: ["10.0.2.0/28", "10.0.2.16/28", "10.0.2.32/28"],
    };
    const regions = regionsWith({ cidr: "10.0.0.0/20", subnets: chosen });
    expect(
      problemsWith({ general: nodeGroup(1, 1, { zones: "first" }), batch: nodeGroup(24, 24) }, { regions }),
    ).toMatchObject(
      subnets.map((subnet, i) => ({
        path: `regions[0].subnets.private[${i}]`,
        got: `${room} addresses in the private subnet ${subnet} of euw1-az${i + 1}`,
        fix: "lower max of the node groups, or give that zone a larger subnet",
      })),
    );
  });

  it("hold what does not divide in the first zones", () => {
    // Six, five and five.
    expect(problemsWith({ general: nodeGroup(16, 16) }, active)).toEqual(firstZones((6 + surge(6)) * perNode));
    expect(problemsWith({ general: nodeGroup(15, 15) }, active)).toEqual([]);
  });

  it("are those of all groups together", () => {
    const one = nodeGroup(3, 3, { zones: "first" });
    expect(problemsWith({ a: one })).toEqual([]);
    expect(problemsWith({ a: one, b: one })).toEqual(firstZones(2 * (3 + surge(3)) * perNode));
  });

  it("are more where nodes are large, and counted for the first zone of the smaller VPC alone", () => {
    const regions = regionsWith({}, { cidr: "10.1.0.0/20" });
    const large = nodeGroup(3, 3, { instanceTypes: ["m7i.8xlarge"] });
    expect(problemsWith({ general: { ...large, instanceTypes: ["m7i.4xlarge"] } }, { regions })).toEqual([]);
    expect(problemsWith({ general: large }, { regions })).toEqual([
      tooSmall(1, "10.1.4.0/22", "euc1-az1", (3 + surge(3)) * perLargeNode),
    ]);
  });

  it("come from more zones where the VPC is as large as AWS makes it", () => {
    const full = { general: nodeGroup(450, 450), batch: nodeGroup(450, 450) };
    const fixes = problemsWith(full, { regions: regionsWith({}, {}), monitoring: { storageGiB: 4000 } }).map(
      ({ fix }) => fix,
    );
    expect(new Set(fixes)).toEqual(
      new Set(["lower max of the node groups, or spread them over more zones: AWS has no larger VPC"]),
    );
  });

  const chosen = {
    private: ["10.0.0.0/18", "10.0.64.0/26", "10.0.128.0/18"],
    public: ["10.0.192.0/24", "10.0.193.0/24", "10.0.194.0/24"],
    database: ["10.0.195.0/28", "10.0.195.16/28", "10.0.195.32/28"],
    intra: ["10.0.196.0/28", "10.0.196.16/28", "10.0.196.32/28"],
  };

  // The VPC is large enough; the subnet is not.
  it("are those of the subnets that somebody has chosen", () => {
    const regions = regionsWith({ subnets: chosen });
    const need = (1 + surge(1)) * perNode;
    expect(problemsWith({ general: nodeGroup(3, 3) }, { regions })).toEqual([
      {
        ...tooSmall(0, "10.0.64.0/26", "euw1-az2", need, 59),
        path: "regions[0].subnets.private[1]",
        fix: "lower max of the node groups, or give that zone a larger subnet",
      },
    ]);
  });

  it("are never refused for fewer nodes than have room", () => {
    const max = fc.integer({ min: 3, max: 40 });
    fc.assert(
      fc.property(max, fc.integer({ min: 0, max: 10 }), fc.boolean(), (most, fewer, serves) => {
        const change = serves ? active : {};
        const refused = (count: number) => problemsWith({ general: nodeGroup(count, count) }, change).length > 0;
        const less = Math.max(3, most - fewer);
        expect(refused(less) && !refused(most)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
});
