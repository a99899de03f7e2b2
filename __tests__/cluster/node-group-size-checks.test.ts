import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf, problemsOfCluster, problemsOfGeneral, prod, regionsWith } from "../literals";
import { small } from "./clusters";

const at = "cluster.nodeGroups.general";
const active = { roles: { failover: { mode: "active" } } };
const monitoringTaint = { key: "dedicated", value: "monitoring", effect: "NoSchedule" };

const sizes = (primary: object, failover: object) => ({ sizes: { primary, failover } });

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
      fix: "lower max in both roles, choose larger instance types, or make a second group",
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
        fix: "raise it, as max costs nothing until the failover region needs it, or lower sizes.primary.max",
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
  // Nothing runs on them: how much would fit is another question.
  const problemsWith = (general: object, change: object = {}) =>
    problemsOf({
      ...{ services: {}, namespaces: {}, teams: {} },
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

describe("the first nodes", () => {
  const none = (role: string) => ({
    path: "cluster.nodeGroups",
    got: `no node without taints that is always there in the role ${role}`,
    expected: `a group without taints and with sizes.${role}.min of at least 1`,
    fix: "raise min of such a group: a region without nodes cannot take over, nor install its platform",
  });
  const tainted = { ...small, taints: [monitoringTaint] };

  it.each([
    [
      "with taints only, which is one mistake",
      { monitoring: tainted },
      [
        {
          path: "cluster.nodeGroups",
          got: "no group without taints",
          expected: "one, with min of at least 1 in both roles",
          fix: "add a group for the platform, which tolerates no taints",
        },
      ],
    ],
    [
      "that come when they are asked for",
      { general: { ...small, ...sizes({ min: 0, max: 3 }, { min: 0, max: 3 }) } },
      [none("primary"), none("failover")],
    ],
    [
      "in one role only",
      { general: { ...small, ...sizes({ min: 1, max: 3 }, { min: 0, max: 3 }) } },
      [none("failover")],
    ],
    [
      "that are divided between the two",
      { monitoring: tainted, general: { ...small, ...sizes({ min: 0, max: 3 }, { min: 1, max: 3 }) } },
      [none("primary")],
    ],
  ])("are not nodes %s", (_, nodeGroups, problems) => {
    expect(problemsOfCluster({ nodeGroups })).toEqual(problems);
  });

  it("may come from several groups, and prefer other pods", () => {
    const prefers = { ...small, taints: [{ ...monitoringTaint, effect: "PreferNoSchedule" }] };
    const services = { orders: { namespace: "shop", tolerations: prefers.taints } };
    const primary = { ...small, ...sizes({ min: 1, max: 1 }, { min: 0, max: 1 }) };
    const failover = { ...prefers, ...sizes({ min: 0, max: 1 }, { min: 1, max: 1 }) };
    expect(problemsOf({ services, cluster: { ...prod.cluster, nodeGroups: { primary, failover } } })).toEqual([]);
  });
});
