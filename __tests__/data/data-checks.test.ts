import { describe, expect, it } from "vitest";
import { problemsOf, prod, regionsWith } from "../literals";
import { historyOf } from "./histories";

const problemsWith = (change: object) => problemsOf({ database: { ...prod.database, ...change } });

const large = { instanceClass: "db.r7g.large" };
/** Problems of instances that are like prod's but for some fields. */
const problemsOfInstances = (primary: object, failover: object, change: object = {}) =>
  problemsWith({ instances: { primary: { ...large, ...primary }, failover: { ...large, ...failover } }, ...change });

describe("the size of the replica", () => {
  const smaller = (role: string, replica: string, writer: string) => ({
    path: `database.instances.${role}.instanceClass`,
    got: `${replica}, while the writer has ${writer}`,
    expected: "at least the writer's memory",
    fix: "give the replica the writer's class: a standby must admit as many connections and carry the same load",
  });

  it.each([
    ["size", "db.r7g.xlarge", "db.r7g.large", "db.r7g.large (16 GiB)", "db.r7g.xlarge (32 GiB)"],
    ["family", "db.r7g.large", "db.m7g.large", "db.m7g.large (8 GiB)", "db.r7g.large (16 GiB)"],
    ["burstable", "db.t4g.medium", "db.t4g.micro", "db.t4g.micro (1 GiB)", "db.t4g.medium (4 GiB)"],
  ])("must not be smaller than the writer's: %s", (_, primary, failover, got, writer) => {
    expect(problemsOfInstances({ instanceClass: primary }, { instanceClass: failover })).toEqual([
      smaller("failover", got, writer),
    ]);
  });

  it.each([
    ["db.r7g.large", "db.r7g.2xlarge"],
    ["db.r7g.large", "db.m7g.xlarge"],
  ])("may be as much memory or more: %s and %s", (primary, failover) => {
    expect(problemsOfInstances({ instanceClass: primary }, { instanceClass: failover })).toEqual([]);
  });

  it("is the other one's after a promotion", () => {
    const history = historyOf(2);
    expect(problemsOfInstances({}, { instanceClass: "db.r7g.2xlarge" }, { history })).toEqual([
      smaller("primary", "db.r7g.large (16 GiB)", "db.r7g.2xlarge (64 GiB)"),
    ]);
  });
});

it("sizes are not compared where the history is wrong, or two regions have one role", () => {
  const instances = { primary: { instanceClass: "db.r7g.xlarge" }, failover: large };
  const paths = (change: Readonly<Record<string, unknown>>) => problemsOf(change).map(({ path }) => path);
  expect(paths({ database: { ...prod.database, instances, history: [] } })).toEqual(["database.history"]);
  expect(paths({ database: { ...prod.database, instances }, regions: regionsWith({}, { role: "primary" }) })).toEqual([
    "regions",
  ]);
});

describe("the room for storage to grow", () => {
  const storage = (allocatedGiB: number, maxAllocatedGiB: number) =>
    problemsWith({ storage: { allocatedGiB, maxAllocatedGiB } });

  it.each([
    [200, 219, 220],
    [101, 111, 112],
    [100, 100, 110],
    [100, 20, 110],
  ])("%i GiB up to %i GiB is too little", (allocated, max, needed) => {
    expect(storage(allocated, max)).toMatchObject([
      {
        path: "database.storage.maxAllocatedGiB",
        got: `${max}`,
        fix: "leave room to grow: RDS asks for a tenth, and a full disk stops the database",
      },
    ]);
    expect(storage(allocated, needed + 1)).toEqual([]);
  });

  // 100 * 1.1 is 110.00000000000001.
  it("may be a tenth to the GiB: 100 GiB up to 110 GiB", () => {
    expect(storage(100, 110)).toEqual([]);
  });

  it("is told to the GiB: at least 110 for 100", () => {
    expect(storage(100, 100)).toMatchObject([{ expected: "at least 110: a tenth more than allocatedGiB" }]);
  });
});
