import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { planRouting, type RoutingOutcome } from "../../src/routing/routing-plan";
import { databaseWith, prod, regionsWith } from "../literals";
import { exposed, reached } from "./reached";

/** Of users near both regions: where they arrive, and whether they read and write there. */
function short({ near }: RoutingOutcome): readonly string[] {
  return Object.values(near).map((arrivals) =>
    arrivals
      .map(({ region, part, way, isAnswered, database }) => {
        const does = [database?.reads && "reads", database?.writes && "writes"].filter(Boolean);
        return [
          ...(part === 1 ? [] : [String(part)]),
          region === "eu-west-1" ? "west" : "central",
          ...(way === "fail-open" ? ["open"] : []),
          ...(isAnswered ? does : ["nothing"]),
        ].join(" ");
      })
      .join(", "),
  );
}

function outcomeOf(what: string, change: Partial<EnvironmentInput> = {}): RoutingOutcome {
  const outcomes = planRouting(reached(change));
  const found = outcomes.find((outcome) => outcome.what === what);
  if (found === undefined) throw new Error(`no ${what} among ${outcomes.map((one) => one.what).join("; ")}`);
  return found;
}

const serves = (...users: readonly string[]) => users;
const active = { roles: { failover: { mode: "active" } } } as const;
const route53 = { edge: { by: "route53" } } as const;
const created = { step: "created", writer: "eu-west-1", engineVersion: "17" } as const;
const promoted = { database: databaseWith({ history: [created, { step: "promoted", writer: "eu-central-1" }] }) };
const replicaLost = { database: databaseWith({ history: [created, { step: "replica-lost" }] }) };

describe("a pair with a region that stands by", () => {
  it.each([
    ["nothing", ["west reads writes", "west reads writes"], 0],
    ["cart has no healthy pod in eu-west-1", ["central reads", "central reads"], 50],
    ["shop has no healthy pod in eu-west-1", ["central reads", "central reads"], 50],
    ["no pod answers in eu-west-1", ["central reads", "central reads"], 50],
    ["a zone of eu-west-1 is lost", ["west reads writes", "west reads writes"], 0],
    ["the database of eu-west-1 is lost, in every zone", ["west", "west"], 0],
    ["the control plane of eu-west-1 is lost", ["west reads writes", "west reads writes"], 0],
    ["eu-west-1 is lost", ["central reads", "central reads"], 50],
    ["eu-central-1 is lost", ["west reads writes", "west reads writes"], 0],
    ["both regions are red", ["west open reads writes", "central open reads"], 50],
  ])("after %s: %j, within %d s", (what, expected, afterSec) => {
    const outcome = outcomeOf(what);
    expect(short(outcome)).toEqual(serves(...expected));
    expect(outcome.afterSec).toBe(afterSec);
  });

  it("is of no use while one of its services is down there: everybody is led to what is nearest", () => {
    const outcome = outcomeOf("eu-west-1 is lost while cart is down in eu-central-1");
    expect(short(outcome)).toEqual(["west open nothing", "central open reads"]);
    expect(outcome.near["eu-central-1"]?.map(({ missing }) => missing)).toEqual([["cart"]]);
  });

  it("loses no service with a zone, unless that has one pod, or the nodes one zone", () => {
    const what = "a zone of eu-west-1 is lost";
    const single = exposed("shop", { replicas: { primary: { min: 1, max: 2 } } });
    expect(short(outcomeOf(what, { services: { shop: single } }))).toEqual(["central reads", "central reads"]);
    const { cluster } = prod;
    const general = cluster?.nodeGroups["general"];
    if (cluster === undefined || general === undefined) throw new Error("prod has no node group general");
    const narrow = {
      ...cluster,
      nodeGroups: { ...cluster.nodeGroups, general: { ...general, zones: "first" } },
    } as const;
    expect(short(outcomeOf(what, { cluster: narrow }))).toEqual(["central reads", "central reads"]);
  });

  it("loses a database that has one zone with that zone", () => {
    const instances = { ...databaseWith({}).instances, primary: { instanceClass: "db.r7g.large", multiAz: false } };
    const outcome = outcomeOf("a zone of eu-west-1 is lost", { database: databaseWith({ instances }) });
    expect(short(outcome)).toEqual(["west", "west"]);
    expect(outcome.byHand).toContain("promote the replica");
  });

  it("says that a single NAT gateway is gone with its zone", () => {
    const outcome = outcomeOf("a zone of eu-west-1 is lost", { roles: { primary: { nat: "single" } } });
    expect(outcome.byHand).toContain("the only NAT gateway");
  });
});

describe("a pair of which both regions serve", () => {
  it.each([
    ["nothing", ["west reads writes", "central reads"]],
    ["shop has no healthy pod in eu-west-1", ["central reads", "central reads"]],
    ["eu-central-1 is lost", ["west reads writes", "west reads writes"]],
    ["both regions are red", ["west open reads writes", "central open reads"]],
  ])("after %s: %j", (what, expected) => {
    expect(short(outcomeOf(what, active))).toEqual(serves(...expected));
  });
});

describe("records of Route 53", () => {
  it.each([
    ["nothing", route53, ["west reads writes", "west reads writes"]],
    ["eu-west-1 is lost", route53, ["central reads", "central reads"]],
    ["both regions are red", route53, ["west open reads writes", "west open reads writes"]],
    ["nothing", { ...route53, ...active }, Array(2).fill("0.5 west reads writes, 0.5 central reads")],
    ["eu-west-1 is lost", { ...route53, ...active }, ["central reads", "central reads"]],
    [
      "both regions are red",
      { ...route53, ...active },
      Array(2).fill("0.5 west open reads writes, 0.5 central open reads"),
    ],
  ])("after %s: %#", (what, change, expected) => {
    expect(short(outcomeOf(what, change))).toEqual(expected);
  });

  it("take as long as resolvers keep an answer", () => {
    expect(outcomeOf("eu-west-1 is lost", route53).afterSec).toBe(80);
  });
});

describe("the history of the database", () => {
  it("moves writes, whatever the roles", () => {
    expect(short(outcomeOf("nothing", promoted))).toEqual(["west reads", "west reads"]);
    expect(short(outcomeOf("eu-west-1 is lost", promoted))).toEqual(["central reads writes", "central reads writes"]);
    const roles = { ...promoted, regions: regionsWith({ role: "failover" }, { role: "primary" }) };
    expect(short(outcomeOf("nothing", roles))).toEqual(["central reads writes", "central reads writes"]);
    expect(outcomeOf("eu-west-1 is lost", roles).byHand).toBe("nothing");
  });

  it("leaves nothing to read where the replica is lost, once the writer's region is", () => {
    expect(short(outcomeOf("shop has no healthy pod in eu-west-1", replicaLost))).toEqual([
      "central reads",
      "central reads",
    ]);
    expect(short(outcomeOf("eu-west-1 is lost", replicaLost))).toEqual(["central", "central"]);
    expect(outcomeOf("the database of eu-west-1 is lost, in every zone", replicaLost).byHand).toContain(
      "there is no replica",
    );
  });

  it("does not matter without a database", () => {
    const outcomes = planRouting(reached({ database: undefined, services: { shop: exposed("shop") } }));
    expect(
      outcomes.flatMap(({ near }) => Object.values(near).flat()).every(({ database }) => database === undefined),
    ).toBe(true);
    expect(outcomes.some(({ what }) => what.includes("database"))).toBe(false);
  });
});

describe("every row", () => {
  it("has an answer for users near both regions, whatever the modes", () => {
    for (const change of [{}, active, route53, { ...route53, ...active }, promoted, replicaLost]) {
      for (const { near, byHand } of planRouting(reached(change))) {
        expect(Object.keys(near)).toEqual(["eu-west-1", "eu-central-1"]);
        expect(byHand).not.toBe("");
      }
    }
  });
});
