import { getPostgresVersion } from "../../modules/postgres-versions";
import { type ApplyMethod, postgresListParameters, postgresParameters } from "../../modules/rds/postgres-parameters";
import type { RdsInputs } from "../../modules/rds/rds-inputs";
import type { Database } from "./data-plan";

type Parameter = NonNullable<RdsInputs["parameters"]>[number];

/** Share of the storage up to which a replica that is gone holds back WAL. Then it must be made anew, and the writer lives. */
const slotShare = 0.2;

/**
 * The parameters of every instance of a major version, ours with those of the file. The same in both regions: a standby must start with its
 * writer's settings.
 */
export function planParameters(
  { parameters: own, storage }: Pick<Database, "parameters" | "storage">,
  engineVersion: string,
): readonly Parameter[] {
  const ours = ourParameters(storage.allocatedGiB, engineVersion);
  const names = new Set(ours.map(({ name }) => name));
  const added = Object.entries(own)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ name, value, apply_method: applyMethodOf(name) }));
  return [...ours.map((parameter) => ({ ...parameter, value: merge(parameter, own[parameter.name]) })), ...added];
}

function ourParameters(allocatedGiB: number, engineVersion: string): readonly Parameter[] {
  return [
    { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
    { name: "log_connections", value: getPostgresVersion(engineVersion).logConnections, apply_method: "immediate" },
    { name: "log_disconnections", value: "1", apply_method: "immediate" },
    { name: "log_lock_waits", value: "1", apply_method: "immediate" },
    { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
    // Statements about roles would be logged with the passwords in them; pgaudit puts <REDACTED> there.
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html
    { name: "log_statement", value: "none", apply_method: "immediate" },
    { name: "pgaudit.log", value: "ddl,role", apply_method: "immediate" },
    { name: "log_temp_files", value: "10240", apply_method: "immediate" },
    // Keeps the writer from removing rows that a query on the replica still reads.
    { name: "hot_standby_feedback", value: "1", apply_method: "immediate" },
    // In MB.
    {
      name: "max_slot_wal_keep_size",
      value: `${Math.floor(allocatedGiB * 1024 * slotShare)}`,
      apply_method: "immediate",
    },
    { name: "shared_preload_libraries", value: "pg_stat_statements,pgaudit", apply_method: "pending-reboot" },
  ];
}

/** Our value, or the file's in its place; of a list, both. */
function merge({ name, value }: Parameter, own: string | undefined): string {
  if (own === undefined) return value;
  if (!postgresListParameters.includes(name)) return own;
  return [...new Set([...value.split(","), ...own.split(",").map((entry) => entry.trim())])].join(",");
}

function applyMethodOf(name: string): ApplyMethod {
  const method = postgresParameters.get(name);
  if (method === undefined)
    throw new Error(`unknown parameter ${name}, expected one of modules/rds/postgres-parameters.ts`);
  return method;
}
