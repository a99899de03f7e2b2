import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Endpoint, type EndpointGroup, routeByAccelerator } from "../../src/routing/global-accelerator";
import type { Share } from "../../src/routing/share";

const guide = "https://docs.aws.amazon.com/global-accelerator/latest/dg";
const dials = `${guide}/about-endpoint-groups-traffic-dial.html`;
const weights = `${guide}/about-endpoints-endpoint-weights.html`;
const failover = `${guide}/about-endpoints-endpoint-weights.unhealthy-endpoints.html`;
const knowledge = "https://repost.aws/knowledge-center/global-accelerator-failover-different-region";

const up = (name: string, weight = 128): Endpoint => ({ name, weight, isHealthy: true });
const down = (name: string, weight = 128): Endpoint => ({ name, weight, isHealthy: false });
const group = (region: string, trafficDial: number, ...endpoints: readonly Endpoint[]): EndpointGroup => ({
  region,
  trafficDial,
  endpoints,
});

/** Parts of endpoints, and why, in short. */
const short = (shares: readonly Share[]) =>
  Object.fromEntries(shares.map(({ endpoint, part, way }) => [endpoint, way === "regular" ? part : `${part} ${way}`]));

interface Example {
  readonly what: string;
  readonly source: string;
  readonly groups: readonly EndpointGroup[];
  /** Regions as clients see them. */
  readonly near: readonly string[];
  readonly expected: Readonly<Record<string, number | string>>;
}

/** What AWS itself gives as examples. */
const examples: readonly Example[] = [
  {
    what: "a dial of 0 cuts a region off for maintenance",
    source: dials,
    groups: [group("us-west-2", 0, up("west")), group("us-east-1", 100, up("east"))],
    near: ["us-west-2", "us-east-1"],
    expected: { east: 1 },
  },
  {
    what: "two dials at 50: of 50 requests of the West Coast, 25 stay and 25 go east",
    source: dials,
    groups: [group("us-west-2", 50, up("west")), group("us-east-1", 50, up("east"))],
    near: ["us-west-2", "us-east-1"],
    expected: { west: 0.5, east: 0.5 },
  },
  {
    what: "two dials at 50: of 50 requests of the East Coast, 25 stay and 25 go west",
    source: dials,
    groups: [group("us-west-2", 50, up("west")), group("us-east-1", 50, up("east"))],
    near: ["us-east-1", "us-west-2"],
    expected: { east: 0.5, west: 0.5 },
  },
  {
    what: "weights of 1 and 255 give 1/256 and 255/256",
    source: weights,
    groups: [group("us-west-2", 100, up("one", 1), up("other", 255))],
    near: ["us-west-2"],
    expected: { one: 1 / 256, other: 255 / 256 },
  },
  {
    what: "weights of 4, 5, 5 and 6 give twentieths",
    source: "https://docs.aws.amazon.com/global-accelerator/latest/api/API_EndpointDescription.html",
    groups: [group("us-west-2", 100, up("a", 4), up("b", 5), up("c", 5), up("d", 6))],
    near: ["us-west-2"],
    expected: { a: 4 / 20, b: 5 / 20, c: 5 / 20, d: 6 / 20 },
  },
  {
    what: "of two endpoints with weights the healthy one gets everything",
    source: failover,
    groups: [group("us-west-2", 100, up("healthy"), down("unhealthy")), group("us-east-1", 100, up("elsewhere"))],
    near: ["us-west-2", "us-east-1"],
    expected: { healthy: 1 },
  },
  {
    what: "once the weight of the only healthy one is 0, it goes to another group",
    source: failover,
    groups: [group("us-west-2", 100, up("healthy", 0), down("unhealthy")), group("us-east-1", 100, up("elsewhere"))],
    near: ["us-west-2", "us-east-1"],
    expected: { elsewhere: "1 failover" },
  },
  {
    what: "and where no other has a healthy one with a weight, to a random endpoint of the closest group",
    source: failover,
    groups: [group("us-west-2", 100, up("healthy", 0), down("unhealthy")), group("us-east-1", 100, down("elsewhere"))],
    near: ["us-west-2", "us-east-1"],
    expected: { healthy: "0.5 fail-open", unhealthy: "0.5 fail-open" },
  },
  {
    what: "dials of 100, 0 and 0: the first group serves",
    source: knowledge,
    groups: [group("r1", 100, up("1")), group("r2", 0, up("2")), group("r3", 0, up("3"))],
    near: ["r3", "r2", "r1"],
    expected: { 1: 1 },
  },
  {
    what: "dials of 100, 0 and 0: without the first, the closest of the others, whatever its dial",
    source: knowledge,
    groups: [group("r1", 100, down("1")), group("r2", 0, up("2")), group("r3", 0, up("3"))],
    near: ["r1", "r3", "r2"],
    expected: { 3: "1 failover" },
  },
  {
    what: "an endpoint of weight 0 gets nothing, so that the other group takes everything",
    source: knowledge,
    groups: [group("r1", 100, up("instance1", 0)), group("r2", 100, up("instance2"))],
    near: ["r1", "r2"],
    expected: { instance2: "1 failover" },
  },
  {
    what: "nothing is healthy: the closest group to the client, which need not be the one whose dial is open",
    source: failover,
    groups: [group("r1", 100, down("1")), group("r2", 0, down("2"))],
    near: ["r2", "r1"],
    expected: { 2: "1 fail-open" },
  },
  {
    what: "three groups are tried, and the fourth is not, although it is healthy",
    source: failover,
    groups: [...["r1", "r2", "r3"].map((name) => group(name, 100, down(name))), group("r4", 100, up("r4"))],
    near: ["r1", "r2", "r3", "r4"],
    expected: { r1: "1 fail-open" },
  },
];

describe("Global Accelerator, by AWS's own examples", () => {
  it.each(examples)("$what ($source)", ({ groups, near, expected }) => {
    expect(short(routeByAccelerator(groups, near))).toEqual(expected);
  });

  it("leaves what the last open dial does not take with that group, of which AWS says nothing", () => {
    const groups = [group("r1", 20, up("1")), group("r2", 50, up("2")), group("r3", 0, up("3"))];
    expect(short(routeByAccelerator(groups, ["r1", "r2", "r3"]))).toEqual({ 1: 0.2, 2: 0.8 });
  });

  it("knows nothing of what AWS says nothing of", () => {
    expect(() => routeByAccelerator([group("r1", 0, up("1"))], ["r1"])).toThrow(
      "no endpoint group has a traffic dial above 0",
    );
    expect(() => routeByAccelerator([group("r1", 100)], ["r1"])).toThrow("no endpoint group has an endpoint");
    expect(() => routeByAccelerator([group("r1", 100, up("1"))], [])).toThrow("nobody said how far r1 is");
  });
});

const endpoint = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  weight: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 255 })),
  isHealthy: fc.boolean(),
});

/** Groups of one listener, at least one of them open and with an endpoint. */
const listener = fc
  .uniqueArray(
    fc.record({
      region: fc.constantFrom("r1", "r2", "r3", "r4", "r5"),
      trafficDial: fc.constantFrom(0, 1, 50, 99, 100),
      endpoints: fc.uniqueArray(endpoint, { selector: ({ name }) => name, minLength: 1, maxLength: 4 }),
    }),
    { selector: ({ region }) => region, minLength: 1 },
  )
  .filter((groups) => groups.some(({ trafficDial }) => trafficDial > 0));

const nearness = fc.shuffledSubarray(["r1", "r2", "r3", "r4", "r5"], { minLength: 5 });
const isAble = ({ weight, isHealthy }: Endpoint) => weight > 0 && isHealthy;
const partOf = (shares: readonly Share[], region: string) =>
  shares.filter((share) => share.region === region).reduce((sum, { part }) => sum + part, 0);

describe("whatever there is", () => {
  it("all of the traffic goes somewhere", () => {
    fc.assert(
      fc.property(listener, nearness, (groups, near) => {
        const sum = routeByAccelerator(groups, near).reduce((total, { part }) => total + part, 0);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it("the order in which groups are given changes nothing", () => {
    fc.assert(
      fc.property(
        listener.chain((groups) =>
          fc.tuple(fc.constant(groups), fc.shuffledSubarray(groups, { minLength: groups.length })),
        ),
        nearness,
        ([groups, shuffled], near) => {
          expect(routeByAccelerator(shuffled, near)).toEqual(routeByAccelerator(groups, near));
        },
      ),
    );
  });

  it("nobody goes to an endpoint that is unhealthy or of weight 0 while one of the three closest groups has a better one", () => {
    fc.assert(
      fc.property(listener, nearness, (groups, near) => {
        const closest = near.flatMap((region) => groups.filter((one) => one.region === region)).slice(0, 3);
        fc.pre(closest.some(({ endpoints }) => endpoints.some(isAble)));
        for (const { region, endpoint: name } of routeByAccelerator(groups, near)) {
          const found = groups.find((one) => one.region === region)?.endpoints.find((one) => one.name === name);
          expect(found !== undefined && isAble(found)).toBe(true);
        }
      }),
    );
  });

  it("no region with a healthy endpoint is without its own users, but by a dial of 0 while another one is healthy", () => {
    fc.assert(
      fc.property(listener, nearness, (groups, near) => {
        const nearest = groups.toSorted((a, b) => near.indexOf(a.region) - near.indexOf(b.region))[0];
        fc.pre(nearest?.endpoints.some(isAble) === true);
        const { region = "", trafficDial = 0 } = nearest ?? {};
        const another = groups.some((one) => one.region !== region && one.endpoints.some(isAble));
        if (trafficDial > 0 || !another) expect(partOf(routeByAccelerator(groups, near), region)).toBeGreaterThan(0);
      }),
    );
  });

  it("a dial that is opened further takes no traffic of its own users away", () => {
    fc.assert(
      fc.property(listener, nearness, (groups, near) => {
        const [nearest] = groups.toSorted((a, b) => near.indexOf(a.region) - near.indexOf(b.region));
        const region = nearest?.region ?? "";
        const opened = groups.map((one) => (one.region === region ? { ...one, trafficDial: 100 } : one));
        const before = partOf(routeByAccelerator(groups, near), region);
        expect(partOf(routeByAccelerator(opened, near), region)).toBeGreaterThanOrEqual(before - 1e-9);
      }),
    );
  });
});
