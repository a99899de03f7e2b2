import type { RdsInputs } from "../../modules/rds/rds-inputs";
import type { DataPlan, InstancePlan } from "./data-plan";

/** What an instance is joined to, as Terraform knows it. */
export interface InstanceSurroundings {
  readonly kmsKeyArn: string;
  readonly subnetGroup: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** ARN of the source, for a replica. */
  readonly sourceArn: string | undefined;
  /** Reference to the ephemeral password, for an instance that was given credentials. */
  readonly password: string | undefined;
}

export const postgresPort = 5432;

/** Days that the log groups of an instance keep its logs. */
const logRetentionDays = 365;

/** What the rds module is asked for. The difference between a replica and what it is promoted to is `replicate_source_db` and nothing else. */
export function rdsInputs({ database, stack }: DataPlan, instance: InstancePlan, at: InstanceSurroundings): RdsInputs {
  const { deletionProtection } = stack.environment;
  const { backups, storage, maintenanceWindow } = database;
  const isWriter = instance.credentials !== undefined;
  return {
    identifier: instance.identifier,
    engine: "postgres",
    engine_version: instance.engineVersion,
    instance_class: instance.instanceClass,
    multi_az: instance.multiAz,
    port: String(postgresPort),

    storage_type: "gp3",
    max_allocated_storage: storage.maxAllocatedGiB,
    storage_encrypted: database.storageEncrypted,
    kms_key_id: at.kmsKeyArn,

    create_db_subnet_group: false,
    db_subnet_group_name: at.subnetGroup,
    vpc_security_group_ids: [at.securityGroupId],
    publicly_accessible: database.publiclyAccessible,
    ca_cert_identifier: caCertificate,
    iam_database_authentication_enabled: true,
    // PostgreSQL has no option groups, and RDS can make no replica of an instance whose password it manages itself.
    create_db_option_group: false,
    manage_master_user_password: false,

    create_db_parameter_group: true,
    family: `postgres${instance.engineVersion.split(".")[0]}`,
    parameter_group_name: instance.identifier,
    parameter_group_use_name_prefix: false,
    parameters,

    backup_retention_period: backups.retentionDays,
    backup_window: backups.window,
    copy_tags_to_snapshot: true,
    maintenance_window: maintenanceWindow,
    auto_minor_version_upgrade: false,
    // An apply means now: what waits for the window shows up in every plan until then.
    apply_immediately: true,

    performance_insights_enabled: true,
    performance_insights_retention_period: 7,
    performance_insights_kms_key_id: at.kmsKeyArn,
    monitoring_interval: 60,
    monitoring_role_arn: at.monitoringRoleArn,
    enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
    create_cloudwatch_log_group: true,
    cloudwatch_log_group_retention_in_days: logRetentionDays,
    cloudwatch_log_group_kms_key_id: at.kmsKeyArn,

    deletion_protection: deletionProtection,
    // Backups outlive their instance until they expire: whoever deletes one by mistake has 35 days at the most to notice.
    delete_automated_backups: !deletionProtection,
    // RDS refuses a final snapshot of a replica. Deletion protection guards a promoted one until it is a writer in full.
    skip_final_snapshot: !isWriter || !deletionProtection,
    final_snapshot_identifier_prefix: "final",
    // The snapshot of a large source is copied across regions before a replica starts; that takes hours.
    timeouts: { create: "6h", update: "2h", delete: "2h" },

    ...(at.sourceArn === undefined ? {} : { replicate_source_db: at.sourceArn }),
    ...(instance.origin === "created"
      ? { db_name: database.name, username: database.username, allocated_storage: storage.allocatedGiB }
      : {}),
    ...(at.password === undefined ? {} : { password_wo: at.password, password_wo_version: database.passwordVersion }),
  };
}

/** Valid until 2061. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export const caCertificate = "rds-ca-rsa2048-g1";

/** Certificates of RDS in a region, for clients that verify the server. */
export function caBundleUrl(partition: string, regionCode: string): string {
  const host = partition === "aws-us-gov" ? "truststore.pki.us-gov-west-1.rds" : "truststore.pki.rds";
  return `https://${host}.amazonaws.com/${regionCode}/${regionCode}-bundle.pem`;
}

/** The same in both regions: a standby must start with its writer's settings. */
const parameters: NonNullable<RdsInputs["parameters"]> = [
  { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
  { name: "log_connections", value: "1", apply_method: "immediate" },
  { name: "log_disconnections", value: "1", apply_method: "immediate" },
  { name: "log_lock_waits", value: "1", apply_method: "immediate" },
  { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
  // Statements about roles would be logged with the passwords in them; pgaudit puts <REDACTED> there.
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html
  { name: "log_statement", value: "none", apply_method: "immediate" },
  { name: "shared_preload_libraries", value: "pg_stat_statements,pgaudit", apply_method: "pending-reboot" },
  { name: "pgaudit.log", value: "ddl,role", apply_method: "immediate" },
  { name: "log_temp_files", value: "10240", apply_method: "immediate" },
  // Keeps the writer from removing rows that a query on the replica still reads.
  { name: "hot_standby_feedback", value: "1", apply_method: "immediate" },
];
