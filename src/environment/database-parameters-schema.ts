import { z } from "zod";
import { postgresParameters } from "../../modules/rds/postgres-parameters";
import { matching, must } from "./field";

/** What Tandem sets itself, and what would be lost with another value. */
const kept: Readonly<Record<string, string>> = {
  "rds.force_ssl": "clients would be let in without TLS",
  log_connections: "nobody could tell later who was connected",
  log_disconnections: "nobody could tell later who was connected",
  log_statement: "statements stand in the logs with the passwords that are in them",
  hot_standby_feedback: "the writer would remove rows that a query on the replica still reads",
};

const parameterName = z
  .string()
  .check(
    must(
      (name: string) => !Object.hasOwn(kept, name),
      `none of ${Object.keys(kept).join(", ")}`,
      `remove it; with another value ${[...new Set(Object.values(kept))].join(", or ")}`,
    ),
  )
  .check(
    must(
      (name: string) => Object.hasOwn(kept, name) || postgresParameters.has(name),
      "a parameter of modules/rds/postgres-parameters.ts",
      "correct the name, or add it there with what pg_settings says of its context: RDS refuses a static one that is to be applied at once",
    ),
  );

/** Parameters of PostgreSQL of your own, by their names. */
export const databaseParameters = z
  .record(
    parameterName,
    matching(/^[^\n]{1,2000}$/, "a text of one line", "write numbers as texts too, in the unit of the parameter"),
  )
  .default({})
  .readonly();
