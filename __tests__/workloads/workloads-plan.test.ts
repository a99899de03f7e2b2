import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { databaseWith, dev, prod } from "../literals";
import { stackOf, synthesized } from "../synthesized";
import { valuesOf, workloadsIn } from "./workloads";

const west = "eu-west-1";
const central = "eu-central-1";
const taken: EnvironmentInput = {
  ...prod,
  database: databaseWith({
    history: [
      { step: "created", writer: west, engineVersion: "17" },
      { step: "promoted", writer: central },
    ],
  }),
};

describe("the workloads of a region", () => {
  it("are its namespaces, what holds in them, the region switch, and the services, in this order", () => {
    for (const code of [west, central]) {
      const { namespaces, releases } = workloadsIn(code, prod);
      expect(namespaces.map(({ name, podSecurity }) => [name, podSecurity])).toEqual([
        ["shop", "restricted"],
        ["front-door", "restricted"],
      ]);
      expect(releases.map(({ name, namespace, after }) => [name, namespace, after])).toEqual([
        ["rules-shop", "shop", []],
        ["rules-front-door", "front-door", []],
        ["region-health", "front-door", ["rules-front-door"]],
        ["shop", "shop", ["rules-shop"]],
        ["orders", "shop", ["rules-shop"]],
      ]);
    }
  });

  it("are none where there is nothing to run", () => {
    expect([...synthesized(dev).keys()].filter((id) => id.endsWith("-workloads"))).toEqual([]);
  });

  it("ask nothing of AWS without an edge", () => {
    const { orders } = prod.services ?? {};
    if (orders === undefined) throw new Error("prod has no orders");
    const stack = stackOf("prod-eu-west-1-workloads", { ...prod, edge: undefined, services: { orders } });
    expect(Object.keys(stack.json.terraform.required_providers).toSorted()).toEqual(["helm", "kubernetes"]);
    expect(Object.keys(stack.remoteStates)).toEqual(["prod-eu-west-1-cluster"]);
  });

  it("have no release of a service without an image, but its namespace", () => {
    const services = { billing: { namespace: "billing" } };
    const { releases, namespaces } = workloadsIn(west, { ...prod, services });
    expect(releases.map(({ name }) => name)).not.toContain("billing");
    expect(namespaces.map(({ name }) => name)).toContain("billing");
  });
});

describe("a service", () => {
  it("is as large as its region's role says", () => {
    expect(valuesOf("shop", west, prod).replicas).toEqual({ min: 2, max: 6 });
    expect(valuesOf("shop", central, prod).replicas).toEqual({ min: 1, max: 6 });
  });

  it("is told where it is, and where those are that it calls", () => {
    expect(valuesOf("shop", central, prod).environment).toMatchObject({
      REGION: central,
      REGION_ROLE: "failover",
      ORDERS_URL: "http://orders.shop.svc.cluster.local:9898",
    });
  });

  it("pulls its image as its region does", () => {
    expect(valuesOf("shop", west, prod).image).toMatch(/podinfo:6\.11\.0@sha256:[0-9a-f]{64}$/);
  });

  it("takes its role by IRSA, or has the agent of Pod Identity in reach", () => {
    const { orders } = prod.services ?? {};
    if (orders === undefined) throw new Error("prod has no orders");
    expect(valuesOf("orders", west, prod)).toMatchObject({
      roleArn: "arn:aws:iam::111122223333:role/acme-prod-euw1-svc-orders",
      network: { podIdentity: false },
    });
    const byAgent = {
      ...prod,
      services: { ...prod.services, orders: { ...orders, identity: "pod-identity" as const } },
    };
    expect(valuesOf("orders", west, byAgent)).toMatchObject({ roleArn: "", network: { podIdentity: true } });
    expect(valuesOf("shop", west, prod)).toMatchObject({ roleArn: "", network: { podIdentity: false, https: {} } });
  });

  it("serves on while the load balancer sends it requests, and ends before it is killed", () => {
    const { shutdown, availableAfterSec } = valuesOf("shop", west, prod);
    const groups = stackOf("prod-eu-west-1-workloads", prod).resources("aws_lb_target_group");
    const delay = Number(groups["front-door_targets-shop"]?.["deregistration_delay"]);
    expect(shutdown.sleepSec).toBeGreaterThan(delay);
    expect(shutdown.graceSec).toBeGreaterThan(shutdown.sleepSec);
    expect(availableAfterSec).toBeGreaterThan(0);
    expect(valuesOf("orders", west, prod)).toMatchObject({ shutdown: { sleepSec: 10 }, availableAfterSec: 0 });
  });
});

describe("a service with the database", () => {
  it("may write beside the writer, and is told to read only elsewhere", () => {
    expect(valuesOf("orders", west, prod).environment.DATABASE_READ_ONLY).toBe("false");
    expect(valuesOf("orders", central, prod).environment.DATABASE_READ_ONLY).toBe("true");
    expect(valuesOf("orders", west, taken).environment.DATABASE_READ_ONLY).toBe("true");
    expect(valuesOf("orders", central, taken).environment.DATABASE_READ_ONLY).toBe("false");
  });

  it("starts anew where other instances serve, and then reads their hosts under names that never change", () => {
    const database = (code: string, literal: EnvironmentInput) => valuesOf("orders", code, literal).database;
    expect([database(west, prod).version, database(central, prod).version]).toEqual(["euw1-1", "euw1-1-euc1-1"]);
    expect([database(west, taken).version, database(central, taken).version]).toEqual(["euc1-1", "euc1-1"]);
    expect(database(west, taken).variables).toEqual(database(central, prod).variables);
    expect(database(west, prod).variables["DATABASE_WRITER_HOST"]).toBe("/acme/prod/database/writer-host");
  });

  it("hears nothing of the writer where it only reads, nor ever of the master user", () => {
    const { orders } = prod.services ?? {};
    if (orders === undefined) throw new Error("prod has no orders");
    const services = {
      ...prod.services,
      orders: { ...orders, database: { access: "read" as const, user: "reports" } },
    };
    const { environment, database } = valuesOf("orders", west, { ...prod, services });
    expect(environment).toMatchObject({ DATABASE_USER: "reports", DATABASE_READ_ONLY: "true" });
    expect(Object.keys(database.variables)).not.toContain("DATABASE_WRITER_HOST");
    expect(JSON.stringify(database)).not.toContain("credentials");
  });

  it("is the only one that a promotion changes", () => {
    for (const code of [west, central]) {
      const changed = workloadsIn(code, taken).releases.filter(({ name, values }) => {
        const before = workloadsIn(code, prod).releases.find((release) => release.name === name);
        return before?.values !== values;
      });
      expect(changed.map(({ name }) => name)).toEqual(["orders"]);
    }
  });
});

describe("the way in", () => {
  const stack = stackOf("prod-eu-west-1-workloads", prod);

  it("is a target group, then the pods, then the rule", () => {
    expect(stack.resources("helm_release")["shop"]?.["depends_on"]).toContain(
      "aws_lb_target_group.front-door_targets-shop",
    );
    expect(stack.resources("aws_lb_listener_rule")["front-door_rule-shop"]?.["depends_on"]).toContain(
      "helm_release.shop",
    );
  });

  it("opens each port of the nodes once, to the load balancer alone", () => {
    const rules = Object.values(stack.resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.map((rule) => rule["from_port"])).toEqual([8080, 9898]);
    for (const rule of rules) {
      expect(rule["referenced_security_group_id"]).toContain("front_door_security_group_id");
      expect(rule["cidr_ipv4"]).toBeUndefined();
    }
  });

  it("is known to the pods by the name of the target group", () => {
    const groups = stack.resources("aws_lb_target_group");
    expect(valuesOf("shop", west, prod).expose.targetGroup).toBe(groups["front-door_targets-shop"]?.["name"]);
  });

  it("stays where it is when the port of a service changes: a group in use cannot be replaced", () => {
    const { shop } = prod.services ?? {};
    if (shop === undefined) throw new Error("prod has no shop");
    const moved = stackOf("prod-eu-west-1-workloads", {
      ...prod,
      services: { ...prod.services, shop: { ...shop, port: 8081 } },
    });
    expect(moved.resources("aws_lb_target_group")).toEqual(stack.resources("aws_lb_target_group"));
  });

  it("comes from public subnets where the load balancer stands there", () => {
    expect(valuesOf("shop", west, prod).network.frontDoor[0]).toBe("10.0.64.0/18");
    expect(valuesOf("shop", west, { ...prod, edge: { by: "route53" } }).network.frontDoor[0]).toBe("10.0.0.0/21");
  });

  it("is Terraform's, and the pods somebody else's, where a controller pulls", () => {
    const pulled = stackOf("prod-eu-west-1-workloads", {
      ...prod,
      delivery: { by: "argo-cd", repository: { url: "https://git.example.com/platform.git" } },
    });
    expect(Object.keys(pulled.resources("helm_release"))).toEqual([]);
    expect(Object.keys(pulled.resources("aws_lb_listener_rule"))).toEqual(["front-door_rule-shop"]);
    expect(pulled.forgotten).toContain("helm_release.shop");
  });
});

describe("a namespace", () => {
  it("has room for twice what its services may become, in either role", () => {
    // Two services of six pods and two more in a release, each with 100m and 128Mi.
    for (const code of [west, central]) {
      expect(valuesOf("rules-shop", code, prod).quota).toEqual({ cpu: "3200m", memory: "4096Mi", pods: 32 });
    }
  });

  it("has no quota without services, unless the file names one", () => {
    const namespaces = { empty: {}, small: { quota: { cpu: "2", memory: "2Gi" } } };
    const literal = { ...prod, namespaces };
    expect(valuesOf("rules-empty", west, literal).quota).toEqual({});
    expect(valuesOf("rules-small", west, literal).quota).toEqual({ cpu: "2", memory: "2Gi", pods: 200 });
  });

  it("belongs to its team by a group that the access entries name", () => {
    expect(valuesOf("rules-shop", west, prod).team).toEqual({ group: "team:shop", may: "edit" });
    const entries = stackOf("prod-eu-west-1-cluster", prod).module("eks")["access_entries"] as Record<string, object>;
    expect(entries["arn:aws:iam::111122223333:role/shop-developer"]).toMatchObject({
      kubernetes_groups: ["team:shop"],
    });
  });

  it("is nobody's without a team, and a team without one has no access", () => {
    const literal = { ...prod, namespaces: {} };
    expect(valuesOf("rules-shop", west, literal).team).toEqual({});
    const entries = stackOf("prod-eu-west-1-cluster", literal).module("eks")["access_entries"] as object;
    expect(Object.keys(entries)).not.toContain("arn:aws:iam::111122223333:role/shop-developer");
  });
});
