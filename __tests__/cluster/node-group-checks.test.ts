import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf, problemsOfCluster, problemsOfGeneral, prod, regionsWith } from "../literals";

const at = "cluster.nodeGroups.general";
const active = { roles: { failover: { mode: "active" } } };
const monitoringTaint = { key: "dedicated", value: "monitoring", effect: "NoSchedule" };

/** A node group as small as groups can be, which stands in one zone. */
const small = {
  instanceTypes: ["m7i.large"],
  zones: "first",
  sizes: { primary: { min: 1, max: 1 }, failover: { min: 1, max: 1 } },
};
const sizes = (primary: object, failover: object) => ({ sizes: { primary, failover } });

describe("each instance type of a node group", () => {
  it("is named once", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m6i.xlarge", "m7i.xlarge"] })).toEqual([
      {
        path: `${at}.instanceTypes[2]`,
        got: '"m7i.xlarge", a second time',
        expected: "every name once",
        fix: "remove it",
      },
    ]);
  });

  it.each([
    [["m7i.xlarge"], 110, 111],
    [["m7i.8xlarge"], 250, 251],
  ])("runs as many pods as EKS lets it, and no more: %j", (instanceTypes, room, more) => {
    const problems = (maxPods: unknown) => problemsOfGeneral({ instanceTypes, userData: { kubelet: { maxPods } } });
    expect(problems(room)).toEqual([]);
    for (const maxPods of [more, "many"]) {
      expect(problems(maxPods)).toEqual([
        {
          path: `${at}.userData.kubelet.maxPods`,
          got: JSON.stringify(maxPods),
          expected: `a number up to ${room}, which is what EKS runs on these instance types`,
          fix: "lower it, or remove it",
        },
      ]);
    }
  });
});

describe("the sizes of a node group", () => {
  const primary = { min: 3, max: 18 };
  const failover = { min: 2, max: 18 };
  const desired = (role: string, got: number, min: number, max: number) => ({
    path: `${at}.sizes.${role}.desired`,
    got: `${got}`,
    expected: `between min ${min} and max ${max}`,
    fix: "move it between them, or remove it to start with min",
  });
  const min = (role: string, got: number, max: number) => ({
    path: `${at}.sizes.${role}.min`,
    got: `${got}`,
    expected: `at most max, which is ${max}`,
    fix: "raise max or lower min",
  });

  it.each([
    ["start below min", sizes({ ...primary, desired: 2 }, failover), [desired("primary", 2, 3, 18)]],
    ["start above max", sizes(primary, { ...failover, desired: 19 }), [desired("failover", 19, 2, 18)]],
    ["have min above max", sizes({ min: 19, max: 18 }, failover), [min("primary", 19, 18)]],
    [
      "have min above max, whatever desired says",
      sizes({ min: 19, desired: 1, max: 18 }, { min: 20, desired: 19, max: 18 }),
      [min("primary", 19, 18), min("failover", 20, 18)],
    ],
  ])("do not %s", (_, change, problems) => {
    expect(problemsOfGeneral(change)).toEqual(problems);
  });

  it.each([
    ["at min", { min: 3, desired: 3, max: 18 }],
    ["at max", { min: 3, desired: 18, max: 18 }],
    ["at no other size", { min: 18, max: 18 }],
  ])("may start %s", (_, size) => {
    expect(problemsOfGeneral(sizes(size, failover))).toEqual([]);
  });

  it("are refused exactly where they are out of order, each once", () => {
    const count = fc.integer({ min: 0, max: 12 });
    const problemFor = (min: number, desired: number, max: number) => {
      if (min > max) return ["min"];
      return desired < min || desired > max ? ["desired"] : [];
    };
    fc.assert(
      fc.property(count, count, fc.integer({ min: 3, max: 12 }), (min, desired, max) => {
        const problems = problemsOfGeneral(sizes({ min: 1, max: 3 }, { min, desired, max }));
        const fields = problems.flatMap(({ path }) => path.split(`${at}.sizes.failover.`).slice(1));
        expect(fields).toEqual(problemFor(min, desired, max));
      }),
      { numRuns: 50 },
    );
  });

  it("are at most what EKS takes in one zone, not in all of them together", () => {
    const regions = regionsWith({ cidr: "10.0.0.0/16" });
    const zoneFull = (role: string, max: number, inZone: number) => ({
      path: `${at}.sizes.${role}.max`,
      got: `${max}, of which ${inZone} in one zone`,
      expected: "at most 450 in one zone, which is what EKS takes in a group",
      fix: "lower max, choose larger instance types, or make a second group",
    });
    const problems = (max: number, change: object = {}) =>
      problemsOf({
        regions,
        ...change,
        cluster: {
          ...prod.cluster,
          nodeGroups: { general: { ...small, zones: "all", ...sizes({ min: 1, max }, { min: 1, max }) } },
        },
      }).filter(({ path }) => path.startsWith(at));
    // All of a standby's stand in its first zone.
    expect(problems(450)).toEqual([]);
    expect(problems(451)).toEqual([zoneFull("failover", 451, 451)]);
    expect(problems(1350, active)).toEqual([]);
    expect(problems(1351, active)).toEqual([zoneFull("primary", 1351, 451), zoneFull("failover", 1351, 451)]);
  });

  it("leave a failover region room for the primary's peak", () => {
    expect(problemsOfGeneral(sizes(primary, { min: 2, max: 17 }))).toEqual([
      {
        path: `${at}.sizes.failover.max`,
        got: "17",
        expected: "at least 18, the primary's peak",
        fix: "raise it: max costs nothing until the failover region needs it",
      },
    ]);
    expect(problemsOfGeneral(sizes(primary, { min: 2, max: 19 }))).toEqual([]);
  });
});

describe("a node group that spans its region's zones", () => {
  const tooFew = (role: string, got: number, zones: number) => ({
    path: `${at}.sizes.${role}.max`,
    got: `${got}`,
    expected: `at least ${zones}, one for each zone`,
    fix: 'raise max, or keep the group in one zone with zones: "first"',
  });
  const two = sizes({ min: 1, max: 2 }, { min: 1, max: 2 });
  const problemsWith = (general: object, change: object = {}) =>
    problemsOf({
      ...change,
      cluster: { ...prod.cluster, nodeGroups: { general: { ...small, zones: "all", ...general } } },
    });

  it("has room for a node in each of them", () => {
    expect(problemsWith(two)).toEqual([tooFew("primary", 2, 3)]);
    expect(problemsWith(sizes({ min: 1, max: 3 }, { min: 1, max: 3 }))).toEqual([]);
  });

  it("has so in both regions where both serve", () => {
    expect(problemsWith(two, active)).toEqual([tooFew("primary", 2, 3), tooFew("failover", 2, 3)]);
  });

  it("needs no more than one where it keeps to the first zone", () => {
    expect(problemsWith({ ...two, zones: "first" }, active)).toEqual([]);
  });

  it.each([
    ["its own", regionsWith({}, { zones: ["euc1-az1", "euc1-az2"] })],
    ["the other one", regionsWith({ zones: ["euw1-az1", "euw1-az2"] })],
  ])("counts the zones of the region that has more, which may be primary one day: %s", (_, regions) => {
    expect(problemsWith(two, { regions })).toEqual([tooFew("primary", 2, 3)]);
  });

  it("needs two in regions of two zones", () => {
    const regions = regionsWith({ zones: ["euw1-az1", "euw1-az2"] }, { zones: ["euc1-az1", "euc1-az2"] });
    expect(problemsWith(two, { regions })).toEqual([]);
  });
});

it("a region has two zones or more, a standby too: EKS asks for them", () => {
  expect(problemsOf({ regions: regionsWith({}, { zones: ["euc1-az1"] }) })).toEqual([
    {
      path: "regions[1].zones",
      got: '["euc1-az1"]',
      expected: "at least 2 zones",
      fix: "add zones: EKS, load balancers and database subnet groups need two even in a standby region",
    },
  ]);
});

describe("the instance types of a node group", () => {
  const other = (i: number, got: string) => ({
    path: `${at}.instanceTypes[${i}]`,
    got,
    expected: 'the same as "m7i.xlarge": 4 vCPU, 16 GiB, x86_64',
    fix: "put types of other sizes into a group of their own: the autoscaler counts on equal nodes",
  });

  it.each([
    ["of other sizes", "m7i.2xlarge", '"m7i.2xlarge" with 8 vCPU, 32 GiB, x86_64'],
    ["with other memory", "r7i.xlarge", '"r7i.xlarge" with 4 vCPU, 32 GiB, x86_64'],
    ["of another architecture", "m7g.xlarge", '"m7g.xlarge" with 4 vCPU, 16 GiB, arm64'],
  ])("are not %s", (_, type, got) => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m6i.xlarge", type] })).toEqual([other(2, got)]);
  });

  it("are each compared with the first one", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m7g.xlarge", "m6g.xlarge"] })).toEqual([
      other(1, '"m7g.xlarge" with 4 vCPU, 16 GiB, arm64'),
      other(2, '"m6g.xlarge" with 4 vCPU, 16 GiB, arm64'),
    ]);
  });

  it("may be of several families and makers", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m7a.xlarge", "t3.xlarge", "m6idn.xlarge"] })).toEqual([]);
  });
});

describe("the taints of a node group", () => {
  const intolerable = (i: number, got: string) => ({
    path: `cluster.nodeGroups.batch.taints[${i}]`,
    got: `${got}, which nothing tolerates`,
    expected: "dedicated=monitoring:NoSchedule, or a taint that a service tolerates",
    fix: "correct the taint, or add it to the tolerations of the services that are to run there",
  });
  const batch = { key: "dedicated", value: "batch", effect: "NoSchedule" };
  const problemsWith = (taints: readonly object[], tolerations: readonly object[] = []) =>
    problemsOf({
      cluster: { ...prod.cluster, nodeGroups: { ...prod.cluster?.nodeGroups, batch: { ...small, taints } } },
      services: [{ name: "reports", namespace: "backoffice", tolerations }],
    });

  it.each([
    ["another key", { ...batch, key: "dedicatd" }, "dedicatd=batch:NoSchedule"],
    ["another value", { ...batch, value: "bach" }, "dedicated=bach:NoSchedule"],
    ["no value", { key: "dedicated", effect: "NoSchedule" }, "dedicated=:NoSchedule"],
    ["another effect", { ...batch, effect: "NoExecute" }, "dedicated=batch:NoExecute"],
  ])("are tolerated by somebody: not with %s", (_, taint, got) => {
    expect(problemsWith([taint], [batch])).toEqual([intolerable(0, got)]);
  });

  it("are each tolerated by somebody", () => {
    expect(problemsWith([batch, { ...batch, effect: "NoExecute" }])).toEqual([
      intolerable(0, "dedicated=batch:NoSchedule"),
      intolerable(1, "dedicated=batch:NoExecute"),
    ]);
  });

  it("may be what a service or a part of the platform tolerates", () => {
    expect(problemsWith([batch], [batch])).toEqual([]);
    expect(problemsWith([monitoringTaint])).toEqual([]);
  });

  // Terraform gets one taint by key and effect, so the first of two values is lost without a word; EKS takes no two.
  it("have every key and effect once", () => {
    const team = { ...batch, key: "team" };
    const all = [team, batch, { ...batch, effect: "NoExecute" }, { ...batch, value: "reports" }];
    expect(problemsWith(all, all)).toEqual([
      {
        path: "cluster.nodeGroups.batch.taints[3]",
        got: "dedicated with effect NoSchedule, as in cluster.nodeGroups.batch.taints[1]",
        expected: "every key and effect once",
        fix: "remove one of the two: a node has one value for them",
      },
    ]);
  });
});

describe("the first nodes", () => {
  const none = (role: string) => ({
    path: "cluster.nodeGroups",
    got: `no node without taints that is always there in the role ${role}`,
    expected: `a group without taints and with sizes.${role}.min of at least 1`,
    fix: "raise min of such a group: a region without nodes cannot take over, nor install its platform",
  });
  const tainted = { ...small, taints: [monitoringTaint] };

  it.each([
    ["with taints only", { monitoring: tainted }, [none("primary"), none("failover")]],
    [
      "that come when they are asked for",
      { general: { ...small, ...sizes({ min: 0, max: 1 }, { min: 0, max: 1 }) } },
      [none("primary"), none("failover")],
    ],
    [
      "in one role only",
      { general: { ...small, ...sizes({ min: 1, max: 1 }, { min: 0, max: 1 }) } },
      [none("failover")],
    ],
    [
      "that are divided between the two",
      { monitoring: tainted, general: { ...small, ...sizes({ min: 0, max: 1 }, { min: 1, max: 1 }) } },
      [none("primary")],
    ],
  ])("are not nodes %s", (_, nodeGroups, problems) => {
    expect(problemsOfCluster({ nodeGroups })).toEqual(problems);
  });

  it("may come from several groups, and prefer other pods", () => {
    const prefers = { ...small, taints: [{ ...monitoringTaint, effect: "PreferNoSchedule" }] };
    const services = [{ name: "orders", namespace: "shop", tolerations: prefers.taints }];
    const primary = { ...small, ...sizes({ min: 1, max: 1 }, { min: 0, max: 1 }) };
    const failover = { ...prefers, ...sizes({ min: 0, max: 1 }, { min: 1, max: 1 }) };
    expect(problemsOf({ services, cluster: { ...prod.cluster, nodeGroups: { primary, failover } } })).toEqual([]);
  });
});

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
    const ofRegion = (region: number, shortCode: string, subnets: readonly string[]) =>
      subnets.map((subnet, i) => tooSmall(region, subnet, `${shortCode}-az${i + 1}`, perZone[i] ?? 0));
    expect(problems).toEqual([
      expect.objectContaining(peak),
      ...ofRegion(0, "euw1", ["10.0.4.0/22", "10.0.8.0/22", "10.0.12.0/22"]),
      ...ofRegion(1, "euc1", ["10.1.4.0/22", "10.1.8.0/22", "10.1.12.0/22"]),
    ]);
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
    const fixes = problemsWith(full, { regions: regionsWith({}, {}) }).map(({ fix }) => fix);
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
