import { describe, expect, it } from "vitest";
import { warnOfWriterInOneZone } from "../../src/data/writer-warnings";
import { databaseWith, local, parsed, prod } from "../literals";
import { historyOf, prodAfter } from "./histories";

const warnings = (steps: number) => warnOfWriterInOneZone(parsed(prodAfter(steps)));

describe("a writer in one zone", () => {
  it("is told of while it is the only copy", () => {
    expect(warnings(2)).toEqual([
      "prod: the only copy of the database stands in one zone of eu-central-1; set database.instances.failover.multiAz to true and apply its data stack",
    ]);
  });

  it.each([1, 3, 4])("is nobody's business with a replica elsewhere: after %i steps", (steps) => {
    expect(warnings(steps)).toEqual([]);
  });

  it("is none where it has a standby in another zone", () => {
    const { instances } = databaseWith({});
    const failover = { ...instances.failover, multiAz: true };
    const database = databaseWith({ history: historyOf(2), instances: { ...instances, failover } });
    expect(warnOfWriterInOneZone(parsed({ ...prod, database }))).toEqual([]);
  });

  it("is none where there is no database", () => {
    expect(warnOfWriterInOneZone(parsed(local))).toEqual([]);
  });
});
