import { describe, expect, it } from "vitest";
import { postgresParameters } from "../../modules/rds/postgres-parameters";
import { planParameters } from "../../src/data/parameters";
import { databaseWith, parsed, problemsOf, prod } from "../literals";
import { stackOf } from "../synthesized";

const storage = { allocatedGiB: 100, maxAllocatedGiB: 1000 };
const planned = (parameters: Readonly<Record<string, string>>, engineVersion = "17") =>
  new Map(planParameters({ parameters, storage }, engineVersion).map(({ name, ...rest }) => [name, rest]));
const problemsWith = (parameters: object) => problemsOf({ database: { ...prod.database, parameters } });

describe("parameters", () => {
  // "Invalid parameter value: 1 for: log_connections allowed values are: receipt, authentication, authorization, setup_durations, all"
  it.each([
    ["15", "1"],
    ["16", "1"],
    ["17", "1"],
    ["18", "all"],
  ])("log connections in the words of PostgreSQL %s: %s", (engineVersion, value) => {
    expect(planned({}, engineVersion).get("log_connections")?.value).toBe(value);
  });

  it.each([
    [20, "4096"],
    [100, "20480"],
    [1000, "204800"],
  ])("let a slot hold back a fifth of %i GiB: %s MB", (allocatedGiB, value) => {
    const parameters = planParameters({ parameters: {}, storage: { ...storage, allocatedGiB } }, "17");
    expect(parameters).toContainEqual({ name: "max_slot_wal_keep_size", value, apply_method: "immediate" });
  });

  it("of the file come after ours, dynamic ones at once, static ones with the next restart", () => {
    const own = { work_mem: "16384", "rds.logical_replication": "1" };
    expect([...planned(own)].slice(-2)).toEqual([
      ["work_mem", { value: "16384", apply_method: "immediate" }],
      ["rds.logical_replication", { value: "1", apply_method: "pending-reboot" }],
    ]);
  });

  it("of the file replace ours, where they may, and lists are added to ours", () => {
    const own = {
      log_min_duration_statement: "250",
      "pgaudit.log": "role, write",
      shared_preload_libraries: "auto_explain, pg_stat_statements",
    };
    const parameters = planned(own);
    expect(parameters.size).toBe(planned({}).size);
    expect(parameters.get("log_min_duration_statement")?.value).toBe("250");
    expect(parameters.get("pgaudit.log")?.value).toBe("ddl,role,write");
    expect(parameters.get("shared_preload_libraries")?.value).toBe("pg_stat_statements,pgaudit,auto_explain");
  });

  it("are the same in both regions", () => {
    const environment = { ...prod, database: databaseWith({ parameters: { max_connections: "300" } }) };
    const [west, central] = ["eu-west-1", "eu-central-1"].map(
      (region) => stackOf(`prod-${region}-data`, environment).module("postgres-1")["parameters"],
    );
    expect(west).toContainEqual({ name: "max_connections", value: "300", apply_method: "pending-reboot" });
    expect(central).toEqual(west);
  });

  it("that are ours all have an apply method that the table would give them too", () => {
    const wrong = planParameters({ parameters: {}, storage }, "17")
      .filter(({ name }) => postgresParameters.has(name))
      .filter(({ name, apply_method: method }) => postgresParameters.get(name) !== method);
    expect(wrong).toEqual([]);
  });
});

describe("a parameter of the file", () => {
  it.each([...postgresParameters.keys()])("may be %s", (name) => {
    expect(parsed({ ...prod, database: databaseWith({ parameters: { [name]: "1" } }) }).database?.parameters).toEqual({
      [name]: "1",
    });
  });

  it("must be known: the way to apply it is", () => {
    expect(problemsWith({ worc_mem: "1" })).toEqual([
      {
        path: "database.parameters.worc_mem",
        got: '"worc_mem"',
        expected: "a parameter of modules/rds/postgres-parameters.ts",
        fix: "correct the name, or add it there with what pg_settings says of its context: RDS refuses a static one that is to be applied at once",
      },
    ]);
  });

  it.each(["rds.force_ssl", "log_statement", "hot_standby_feedback"])("cannot weaken what Tandem sets: %s", (name) => {
    expect(problemsWith({ [name]: "0" })).toMatchObject([
      {
        got: JSON.stringify(name),
        expected: "none of rds.force_ssl, log_connections, log_disconnections, log_statement, hot_standby_feedback",
      },
    ]);
  });

  it("is a text", () => {
    expect(problemsWith({ work_mem: 16384 })).toMatchObject([{ path: "database.parameters.work_mem", got: "16384" }]);
  });
});
