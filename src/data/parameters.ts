import { getPostgresVersion } from "../../modules/postgres-versions";
import type { RdsInputs } from "../../modules/rds/rds-inputs";

type Parameter = NonNullable<RdsInputs["parameters"]>[number];

/** The parameters of every instance of a major version. The same in both regions: a standby must start with its writer's settings. */
export function planParameters(engineVersion: string): readonly Parameter[] {
  return [
    { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
    { name: "log_connections", value: getPostgresVersion(engineVersion).logConnections, apply_method: "immediate" },
    { name: "log_disconnections", value: "1", apply_method: "immediate" },
    { name: "log_lock_waits", value: "1", apply_method: "immediate" },
    { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
    { name: "log_statement", value: "ddl", apply_method: "immediate" },
    { name: "log_temp_files", value: "10240", apply_method: "immediate" },
    // Keeps the writer from removing rows that a query on the replica still reads.
    { name: "hot_standby_feedback", value: "1", apply_method: "immediate" },
  ];
}
