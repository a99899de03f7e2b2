import { describe, expect, it } from "vitest";
import { govCloud, problemsOf, prod } from "../literals";

const edge = { by: "global-accelerator" } as const;

describe("an edge", () => {
  it.each([
    ["a zone", { dns: undefined, platform: {} }, "no dns", "dns"],
    ["a cluster", { cluster: undefined, services: {} }, "no cluster", "cluster"],
    [
      "both",
      { dns: undefined, platform: {}, cluster: undefined, services: {} },
      "no dns and no cluster",
      "dns and cluster",
    ],
  ])("is refused without %s", (_, change, got, missing) => {
    expect(problemsOf(change)).toEqual([
      {
        path: "edge",
        got,
        expected: "a zone for the names that users come by, and clusters that serve them",
        fix: `add ${missing}, or remove edge`,
      },
    ]);
  });

  it("is refused where nobody puts pods behind its front doors", () => {
    const platform = { ...prod.platform, releases: { "aws-load-balancer-controller": { enabled: false } } };
    expect(problemsOf({ platform })).toEqual([
      {
        path: 'platform.releases["aws-load-balancer-controller"].enabled',
        got: "false",
        expected: "true: it puts pods behind the load balancer of edge",
        fix: "leave it on, or remove edge",
      },
    ]);
  });

  it("has no accelerator where AWS has none", () => {
    expect(problemsOf({ ...govCloud, edge })).toEqual([
      {
        path: "edge.by",
        got: '"global-accelerator"',
        expected: '"route53": partition aws-us-gov has no Global Accelerator',
        fix: 'write edge: { by: "route53" }',
      },
    ]);
  });

  it("is by one of two", () => {
    expect(problemsOf({ edge: { by: "cloudfront" } })).toMatchObject([{ path: "edge.by" }]);
  });
});

describe("a service that is exposed", () => {
  it("needs an edge", () => {
    const because = "a test";
    const service = {
      ...prod.services?.["shop"],
      calls: [],
      expose: { whenDown: { accepted: "leave-region", because } },
    };
    expect(problemsOf({ edge: undefined, services: { shop: service } })).toEqual([
      {
        path: "services.shop.expose",
        got: "no edge",
        expected: "an edge that leads users to what is exposed",
        fix: 'add edge: { by: "global-accelerator" } and dns, or remove expose from shop',
      },
    ]);
  });
});

describe("a region that is lost", () => {
  it("is one of the environment's", () => {
    expect(problemsOf({ edge: { ...edge, regionLost: "eu-west-2" } })).toEqual([
      {
        path: "edge.regionLost",
        got: '"eu-west-2"',
        expected: "one of the environment's regions: eu-west-1, eu-central-1",
        fix: "correct it, or remove the field",
      },
    ]);
  });

  it("is not the one whose bucket has the edge's own state", () => {
    expect(problemsOf({ edge: { ...edge, regionLost: "eu-central-1" } })).toEqual([
      {
        path: "edge.regionLost",
        got: '"eu-central-1"',
        expected:
          "another region than eu-central-1: the state of the edge itself is in its bucket (state.sharedRegion)",
        fix: "remove the field: users are moved by health alone, and the edge is changed when the region is back",
      },
    ]);
  });

  it("is taken for either kind of edge", () => {
    for (const by of ["global-accelerator", "route53"])
      expect(problemsOf({ edge: { by, regionLost: "eu-west-1" } })).toEqual([]);
  });
});
