import { describe, expect, it } from "vitest";
import { endpointWeight, reachableRegions, trafficDial } from "../../src/edge/traffic-dial";
import type { EnvironmentInput } from "../../src/environment/environment";
import { parsed, prod, regionsWith } from "../literals";

const by = "global-accelerator" as const;
const dialsOf = (change: Partial<EnvironmentInput>) => {
  const environment = parsed({ ...prod, ...change });
  return environment.regions.map((region) => trafficDial(environment, region));
};

describe("the share of the users that both regions of prod take", () => {
  it.each<[string, Partial<EnvironmentInput>, readonly number[]]>([
    ["where the second stands by", {}, [100, 0]],
    ["where both serve", { roles: { failover: { mode: "active" } } }, [100, 100]],
    [
      "where they have exchanged their roles",
      { regions: regionsWith({ role: "failover" }, { role: "primary" }) },
      [0, 100],
    ],
    ["where the primary one is lost", { edge: { by, regionLost: "eu-west-1" } }, [0, 100]],
    [
      "where the failover one is lost",
      { edge: { by, regionLost: "eu-central-1" }, state: { backend: "s3", sharedRegion: "eu-west-1" } },
      [100, 0],
    ],
  ])("%s", (_, change, dials) => {
    expect(dialsOf(change)).toEqual(dials);
  });
});

it("a region that is lost is not reached", () => {
  const environment = parsed({ ...prod, edge: { by, regionLost: "eu-west-1" } });
  expect(reachableRegions(environment).map(({ code }) => code)).toEqual(["eu-central-1"]);
});

it("no endpoint has weight 0, which would never take over", () => {
  expect(endpointWeight).toBe(128);
});
