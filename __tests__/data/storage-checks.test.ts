import { describe, expect, it } from "vitest";
import { databaseWith, problemsOf, prod } from "../literals";
import { stackOf } from "../synthesized";
import { central, dataStackAfter, livesOf, prodWith, west } from "./histories";

const problemsWith = (storage: object) => problemsOf({ database: { ...prod.database, storage } });
const large = { allocatedGiB: 500, maxAllocatedGiB: 1000 };

describe("IOPS and throughput", () => {
  it.each([
    [{ iops: 12000 }, "iops", "12000"],
    [{ throughputMiBps: 500 }, "throughputMiBps", "500"],
  ])("are none of a disk below 400 GiB: %j", (change, field, got) => {
    expect(problemsWith({ allocatedGiB: 399, maxAllocatedGiB: 1000, ...change })).toEqual([
      {
        path: `database.storage.${field}`,
        got: `${got} for 399 GiB`,
        expected: "nothing below 400 GiB: such a disk has 3000 IOPS and 125 MiB per second, and no more",
        fix: "remove the field, or raise allocatedGiB to 400",
      },
    ]);
  });

  it.each([[{ iops: 11999 }], [{ iops: 64001 }], [{ throughputMiBps: 499 }], [{ iops: 64000, throughputMiBps: 4001 }]])(
    "are within what RDS has: not %j",
    (change) => {
      expect(problemsWith({ ...large, ...change })).toHaveLength(1);
    },
  );

  it.each([[{}], [{ iops: 64000, throughputMiBps: 4000 }], [{ throughputMiBps: 3000 }], [{ iops: 12000 }]])(
    "may be %j from 400 GiB on",
    (change) => {
      expect(problemsWith({ ...large, ...change })).toEqual([]);
    },
  );

  it("are a quarter of each other at the most", () => {
    expect(problemsWith({ ...large, throughputMiBps: 3001 })).toEqual([
      {
        path: "database.storage.throughputMiBps",
        got: "3001 with 12000 IOPS",
        expected: "at most 3000: a quarter of the IOPS",
        fix: "lower it, or raise iops to 12004",
      },
    ]);
  });
});

describe("the disk of an instance", () => {
  const callsOf = (storage: object) =>
    [west, central].map((region) =>
      stackOf(`prod-${region}-data`, { ...prod, database: databaseWith({ storage: { ...large, ...storage } }) }).module(
        "postgres-1",
      ),
    );

  it("has no IOPS named where it cannot have others", () => {
    for (const region of [west, central]) {
      const call = dataStackAfter(1, region).module("postgres-1");
      expect(call).toMatchObject({ allocated_storage: 100, storage_type: "gp3" });
      expect(call).not.toHaveProperty("iops");
      expect(call).not.toHaveProperty("storage_throughput");
    }
  });

  // RDS refuses 500 GiB with the 3000 IOPS that Terraform remembers of the smaller disk.
  it("has them named where it is striped, in both regions", () => {
    for (const call of callsOf({})) {
      expect(call).toMatchObject({ allocated_storage: 500, iops: 12_000, storage_throughput: 500 });
    }
    for (const call of callsOf({ iops: 20_000, throughputMiBps: 1000 })) {
      expect(call).toMatchObject({ iops: 20_000, storage_throughput: 1000 });
    }
  });

  it.each(livesOf(4).map((history) => [history.map(({ step }) => step).join(", "), history] as const))(
    "has the size of the file in every state: %s",
    (_, history) => {
      const { cluster: __, services: ___, edge: ____, ...environment } = prodWith(history);
      for (const region of [west, central]) {
        const stack = stackOf(`prod-${region}-data`, environment);
        for (const id of stack.moduleIds) expect(stack.module(id)).toMatchObject({ allocated_storage: 100 });
      }
    },
  );
});
