import { describe, expect, it } from "vitest";
import { getPostgresVersion } from "../../modules/postgres-versions";
import { warnOfEndingPostgres } from "../../src/data/version-warnings";
import { parsed, prod } from "../literals";

const environment = parsed(prod);
const end = getPostgresVersion("17").endOfStandardSupport;
const daysBefore = (days: number) => new Date(Date.parse(end) - days * 86_400_000);
const advice = "upgrade it by docs/runbooks/database-upgrade.md";

describe("the warning of a major whose support ends", () => {
  it.each([
    [91, []],
    [90, [`prod: PostgreSQL 17 leaves standard support on ${end}, in 90 days; ${advice}`]],
    [1, [`prod: PostgreSQL 17 leaves standard support on ${end}, in 1 day; ${advice}`]],
    [0, [`prod: PostgreSQL 17 leaves standard support on ${end}, in 0 days; ${advice}`]],
    [
      -1,
      [`prod: PostgreSQL 17 left standard support on ${end}: RDS charges each vCPU for Extended Support; ${advice}`],
    ],
  ])("%i days before the last day", (days, warnings) => {
    expect(warnOfEndingPostgres(environment, daysBefore(days))).toEqual(warnings);
  });

  it("is none without a database", () => {
    const { database: _, ...none } = environment;
    expect(warnOfEndingPostgres(none, daysBefore(0))).toEqual([]);
  });
});

it("an unknown major cannot be looked up", () => {
  expect(() => getPostgresVersion("19")).toThrow("unknown PostgreSQL 19, expected one of 15, 16, 17, 18");
});
