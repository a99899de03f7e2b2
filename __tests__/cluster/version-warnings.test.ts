import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getKubernetesVersion } from "../../modules/kubernetes-versions";
import { warnOfEndingSupport } from "../../src/cluster/version-warnings";
import { clusterWith, parsed, prod } from "../literals";

const dayMs = 86_400_000;
const environment = parsed({ ...prod, cluster: clusterWith({ kubernetesVersion: "1.35" }) });
const end = getKubernetesVersion("1.35").endOfStandardSupport;

/** Midnight, so many days before the last day of support. */
const daysBefore = (days: number) => new Date(Date.parse(end) - days * dayMs);
const advice = "raise cluster.kubernetesVersion by one minor";
const leaves = (days: number) => [
  `prod: Kubernetes 1.35 leaves standard support on ${end}, in ${days} ${days === 1 ? "day" : "days"}; ${advice}`,
];
const left = [
  `prod: Kubernetes 1.35 left standard support on ${end}: EKS upgrades it at a time of its choice, and an apply with the older minor fails from then on; ${advice}`,
];

describe("the warning of support that ends", () => {
  it.each([
    [91, []],
    [90, leaves(90)],
    [2, leaves(2)],
    [1, leaves(1)],
    [0, leaves(0)],
    [-1, left],
    [-400, left],
  ])("%i days before the last day", (days, warnings) => {
    expect(warnOfEndingSupport(environment, daysBefore(days))).toEqual(warnings);
  });

  it("counts the last day as a day of support, to its end", () => {
    expect(warnOfEndingSupport(environment, new Date(`${end}T23:59:59.999Z`))).toEqual(leaves(0));
    expect(warnOfEndingSupport(environment, daysBefore(-1))).toEqual(left);
  });

  it("counts a day that has begun as a whole one", () => {
    expect(warnOfEndingSupport(environment, new Date(daysBefore(91).getTime() + dayMs - 1))).toEqual([]);
    expect(warnOfEndingSupport(environment, new Date(daysBefore(31).getTime() + dayMs / 2))).toEqual(leaves(31));
  });

  it("is none without a cluster", () => {
    const { cluster: _, ...none } = environment;
    expect(warnOfEndingSupport(none, daysBefore(0))).toEqual([]);
  });

  it("never goes silent again", () => {
    const day = fc.integer({ min: -1000, max: 1000 }).map(daysBefore);
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const count = (today: Date) => warnOfEndingSupport(environment, today).length;
        expect(count(earlier)).toBeLessThanOrEqual(count(later));
      }),
    );
  });
});
