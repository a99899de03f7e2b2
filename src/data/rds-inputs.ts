import type { RdsInputs } from "../../modules/rds/rds-inputs";
import { leastIops, leastThroughputMiBps, stripedFromGiB } from "../../modules/rds/storage-limits";
import type { DataPlan, InstancePlan } from "./data-plan";
import { planParameters } from "./parameters";

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
export function rdsInputs(
  { database, lifecycle, stack }: DataPlan,
  instance: InstancePlan,
  at: InstanceSurroundings,
): RdsInputs {
  const { deletionProtection } = stack.environment;
  const { backups, storage, maintenanceWindow } = database;
  const isWriter = instance.credentials !== undefined;
  return {
    identifier: instance.identifier,
    engine: "postgres",
    // A major: what RDS runs of it is no change, so a minor that it forces on one instance never makes an apply fail, least of all a promotion.
    engine_version: instance.engineVersion,
    ...(lifecycle.state === "upgraded" && isWriter ? { allow_major_version_upgrade: true } : {}),
    instance_class: instance.instanceClass,
    multi_az: instance.multiAz,
    port: String(postgresPort),

    storage_type: "gp3",
    // On every instance, so that the field reaches all of them; of a replica the provider ignores it while it is made, and warns once.
    allocated_storage: storage.allocatedGiB,
    // Named from where they can be: a disk that crosses this size is refused with the IOPS that it had.
    ...(storage.allocatedGiB < stripedFromGiB
      ? {}
      : { iops: storage.iops ?? leastIops, storage_throughput: storage.throughputMiBps ?? leastThroughputMiBps }),
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
    family: `postgres${instance.engineVersion}`,
    // With the family in it: the module makes another group before it removes the old one, which keeps its name until then.
    parameter_group_name: `${instance.identifier}-postgres${instance.engineVersion}`,
    parameter_group_use_name_prefix: false,
    parameters: planParameters(database, instance.engineVersion),

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
    ...(instance.origin === "created" ? { db_name: database.name, username: database.username } : {}),
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
