import { describe, expect, it } from "vitest";
import { problemsOf, transit } from "../literals";

const office = { cidr: "192.168.0.0/20" };
const eitherRegion = "one of eu-west-1, eu-central-1: the region whose transit gateway office is attached to";

describe("peers", () => {
  it.each([
    [
      "a region behind a peering connection",
      { peers: { office: { ...office, region: "eu-west-1" } } },
      {
        path: "peers.office.region",
        got: '"eu-west-1"',
        expected: "no region: a peering connection leads to no third network",
        fix: 'remove the field, or choose interconnect: { type: "transit-gateway" }',
      },
    ],
    [
      "no region behind transit gateways",
      { ...transit, peers: { office } },
      { path: "peers.office.region", got: "nothing", expected: eitherRegion, fix: "set peers.office.region" },
    ],
    [
      "a third region behind transit gateways",
      { ...transit, peers: { office: { ...office, region: "us-east-1" } } },
      { path: "peers.office.region", got: '"us-east-1"', expected: eitherRegion, fix: "set peers.office.region" },
    ],
  ])("must not have %s", (_, change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  it("may be behind either of the two", () => {
    const peers = {
      office: { ...office, region: "eu-west-1" },
      lab: { cidr: "192.168.16.0/20", region: "eu-central-1" },
    };
    expect(problemsOf({ ...transit, peers })).toEqual([]);
  });
});

it("two gateways need two numbers", () => {
  const interconnect = { type: "transit-gateway", amazonSideAsns: [64600, 64600] };
  expect(problemsOf({ ...transit, interconnect })).toEqual([
    {
      path: "interconnect.amazonSideAsns",
      got: "[64600,64600]",
      expected: "two different numbers",
      fix: "give each gateway a number of its own; AWS asks for it where gateways are peered",
    },
  ]);
});
