import { describe, expect, it } from "vitest";
import { endedPostgresMinors, endedPostgresVersions, postgresVersions } from "../../modules/postgres-versions";
import { problemsOf, prod } from "../literals";
import { west } from "./histories";

const problemsOfMajor = (engineVersion: string) =>
  problemsOf({ database: { ...prod.database, history: [{ step: "created", writer: west, engineVersion }] } });
const known = Object.keys(postgresVersions);

describe("a major version of PostgreSQL", () => {
  it.each(known)("may be %s", (major) => {
    expect(problemsOfMajor(major)).toEqual([]);
  });

  it.each(Object.entries(endedPostgresVersions))("is refused by the table: %s ended on %s", (major, end) => {
    expect(problemsOfMajor(major)).toEqual([
      {
        path: "database.history[0].engineVersion",
        got: `"${major}", whose standard support ended on ${end}`,
        expected: "a major in standard support: 15, 16, 17, 18",
        fix: "choose a newer one; a database that runs it is upgraded by docs/runbooks/database-upgrade.md",
      },
    ]);
  });

  it.each(["14", "19", "99"])("is refused where it is not known: %s", (major) => {
    expect(problemsOfMajor(major)).toEqual([
      {
        path: "database.history[0].engineVersion",
        got: `"${major}", which is unknown`,
        expected: "a major in standard support: 15, 16, 17, 18",
        fix: "choose one of those, or add the major to modules/postgres-versions.ts",
      },
    ]);
  });
});

describe("the tables", () => {
  it("have each major once, with dates that exist and follow each other", () => {
    const rows = [
      ...Object.entries(endedPostgresVersions),
      ...Object.entries(postgresVersions).map(([major, { endOfStandardSupport: end }]) => [major, end] as const),
    ];
    expect(new Set(rows.map(([major]) => major)).size).toBe(rows.length);
    const ends = rows.map(([, end]) => end);
    expect(ends.map((end) => new Date(`${end}T00:00:00Z`).toISOString().slice(0, 10))).toEqual(ends);
    expect(ends.toSorted()).toEqual(ends);
  });

  it("know of ended minors of known majors only", () => {
    const majors = Object.values(endedPostgresMinors).flatMap((minors) => minors.map((minor) => minor.split(".")[0]));
    expect(known).toEqual(expect.arrayContaining([...new Set(majors)]));
  });
});
