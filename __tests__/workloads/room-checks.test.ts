import { describe, expect, it } from "vitest";
import { clusterWith, generalWith, parsed, problemsOf, prod } from "../literals";

const orders = prod.services?.["orders"];

/** What is wrong with prod once orders has other pods. */
const withOrders = (change: object) => problemsOf({ services: { ...prod.services, orders: { ...orders, ...change } } });

const large = (max: number) => ({
  resources: { cpu: "1500m", memory: "4Gi" },
  replicas: { primary: { min: 3, max }, failover: { min: 1, max } },
});

describe("room for services", () => {
  it("is enough in prod", () => {
    expect(() => parsed(prod)).not.toThrow();
  });

  it("is refused where the region that stands by may not grow to the primary's peak", () => {
    expect(withOrders({ replicas: { primary: { min: 2, max: 12 } } })).toEqual([
      {
        path: "services.orders.replicas.failover.max",
        got: "6",
        expected: "at least 12, the primary's peak",
        fix: "raise it, as pods that nobody needs are not there, or lower replicas.primary.max",
      },
    ]);
  });

  it("is counted pod by pod: two of 1.5 processors on a node with four", () => {
    expect(withOrders(large(34))).toEqual([]);
    expect(withOrders(large(40))).toEqual(
      (["primary", "failover"] as const).map((role) => ({
        path: "cluster.nodeGroups",
        got: "nodes on which 4 pods find no place, once every service has as many as it may have",
        expected: `room for all in the role ${role}: 18 and 3 nodes at most`,
        fix: `raise sizes.${role}.max of a group, which costs nothing until it is needed, or lower replicas or resources of services`,
      })),
    );
  });

  it("is only that of nodes whose taints a service tolerates", () => {
    const { nodeGroups } = clusterWith({});
    const sizes = { primary: { min: 1, max: 40 }, failover: { min: 1, max: 40 } };
    const more = { ...nodeGroups, monitoring: { ...nodeGroups["monitoring"], instanceTypes: ["m7i.xlarge"], sizes } };
    const services = (change: object) => ({ ...prod.services, orders: { ...orders, ...large(40), ...change } });
    const cluster = clusterWith({ nodeGroups: more as typeof nodeGroups });
    expect(problemsOf({ services: services({}), cluster }).map(({ path }) => path)).toContain("cluster.nodeGroups");
    const tolerations = [{ key: "dedicated", value: "monitoring", effect: "NoSchedule" }];
    expect(problemsOf({ services: services({ tolerations }), cluster })).toEqual([]);
  });

  it("grows with the nodes that a group may have", () => {
    const sizes = { primary: { min: 6, max: 24 }, failover: { min: 2, max: 24 } };
    const services = { ...prod.services, orders: { ...orders, ...large(40) } };
    expect(problemsOf({ services, cluster: generalWith({ sizes }) })).toEqual([]);
  });

  it("is nobody's matter where somebody else installs the service", () => {
    const { image: _, ...elsewhere } = { ...orders, ...large(40) };
    expect(problemsOf({ services: { ...prod.services, orders: elsewhere } })).toEqual([]);
  });
});
