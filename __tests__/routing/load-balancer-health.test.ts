import { describe, expect, it } from "vitest";
import { isLoadBalancerHealthy, noticedWithinSec } from "../../src/routing/load-balancer-health";

const globalAccelerator =
  "https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html";
const route53 = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html";

describe("a load balancer", () => {
  it.each([
    { says: globalAccelerator, healthy: [1], is: true },
    { says: globalAccelerator, healthy: [2, 1, 5], is: true },
    { says: globalAccelerator, healthy: [2, 0, 5], is: false },
    { says: `${route53}, of an empty target group`, healthy: [3, 0], is: false },
    { says: "nobody, so the worse reading is taken", healthy: [], is: false },
  ])("with $healthy healthy targets is healthy: $is, says $says", ({ healthy, is }) => {
    expect(isLoadBalancerHealthy(healthy)).toBe(is);
  });

  it("notices a target that is down after so many questions without an answer", () => {
    const slow = { interval: 10, unhealthyThreshold: 2 };
    expect(noticedWithinSec([slow, { interval: 5, unhealthyThreshold: 3 }])).toBe(20);
  });
});
