import { DbInstanceAutomatedBackupsReplication } from "@cdktf/provider-aws/lib/db-instance-automated-backups-replication";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { App } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key/encryption-key";
import { logGroupsUseKey } from "../../modules/iam/policy-document";
import { Rds } from "../../modules/rds/rds";
import { RdsMonitoringRole } from "../../modules/rds-monitoring-role/rds-monitoring-role";
import { networkExports } from "../network/network-exports";
import { type Exports, readExports, writeExports } from "../stack/exports";
import { LayerStack } from "../stack/layer-stack";
import { ConnectionParameters } from "./connection-parameters";
import { dataExports } from "./data-exports";
import { accessId, type DataPlan, type InstancePlan } from "./data-plan";
import { DatabaseSecurityGroup } from "./database-security-group";
import { DatabaseWatch } from "./database-watch";
import { MasterCredentials } from "./master-credentials";
import { caBundleUrl, postgresPort, rdsInputs } from "./rds-inputs";

/** What all instances of a region share. */
interface Shared {
  readonly keyArn: string;
  readonly subnetGroup: string;
  readonly monitoringRoleArn: string;
  readonly vpcId: string;
  readonly writer: Exports<typeof dataExports> | undefined;
}

/** PostgreSQL in one region: the instances that its history left there, and what the one that serves needs. */
export class DataStack extends LayerStack {
  constructor(app: App, plan: DataPlan) {
    super(app, plan.stack);
    const network = readExports(this, networkExports, plan.network, {
      database_subnet_ids: plan.region.zones.length,
    });
    const writer = plan.writer === undefined ? undefined : readExports(this, dataExports, plan.writer);
    const shared = this.addShared(plan, network, writer);

    const instances = new Map(
      plan.instances.map((instance) => [instance.id, this.addInstance(plan, instance, shared)]),
    );
    const serving = plan.serving === undefined ? undefined : instances.get(plan.serving.id);
    if (plan.watched) this.addWatch(plan, serving, network.alarm_topic_arn);
    if (plan.backups !== undefined && writer !== undefined) {
      new DbInstanceAutomatedBackupsReplication(this, "backups", {
        sourceDbInstanceArn: writer.database_arn,
        kmsKeyId: shared.keyArn,
        retentionPeriod: plan.backups.retentionDays,
        // Both begin with a snapshot of the writer, which does one thing at a time; the replica is what cannot wait.
        ...(serving === undefined ? {} : { dependsOn: [serving] }),
      });
    }
    this.forget(plan.forgotten);

    const host = serving?.address ?? "";
    const writerHost = writer?.database_host ?? host;
    new ConnectionParameters(this, "connection", {
      path: plan.databaseNames.parameterPath,
      facts: {
        writerHost,
        readerHost: serving?.address ?? writerHost,
        port: String(postgresPort),
        name: plan.database.name,
        credentialsSecret: plan.databaseNames.credentialsSecret(plan.lifecycle.credentials),
        caBundleUrl: caBundleUrl(plan.partition, plan.region.code),
      },
    });
    writeExports(this, dataExports, { database_arn: serving?.arn ?? "", database_host: host });
  }

  private addShared(
    { names, partition, region, databaseNames, stack }: DataPlan,
    network: Exports<typeof networkExports>,
    writer: Exports<typeof dataExports> | undefined,
  ): Shared {
    const { accountId, deletionProtection } = stack.environment;
    const instances = `${names.database}-*`;
    const key = new EncryptionKey(this, "data", {
      alias: names.dataKeyAlias,
      description: "Databases, their logs and their credentials",
      partition,
      accountId,
      deletionProtection,
      statements: [logGroupsUseKey(partition, region.code, accountId, [`/aws/rds/instance/${instances}`])],
    });
    const subnetGroup = new DbSubnetGroup(this, "subnets", {
      name: databaseNames.subnetGroup,
      description: "Database subnets",
      subnetIds: network.database_subnet_ids,
    });
    const role = new RdsMonitoringRole(this, "monitoring", {
      name: names.databaseMonitoringRole,
      partition,
      regionCode: region.code,
      accountId,
      instances,
      rules: stack.environment.iam,
    });
    return {
      keyArn: key.arn,
      subnetGroup: subnetGroup.name,
      monitoringRoleArn: role.arn,
      vpcId: network.vpc_id,
      writer,
    };
  }

  private addInstance(plan: DataPlan, instance: InstancePlan, shared: Shared): Rds {
    const { environment } = plan.stack;
    const group = new DatabaseSecurityGroup(this, accessId(instance.id), {
      name: instance.identifier,
      vpcId: shared.vpcId,
      clients: instance.clients,
    });
    const credentials =
      instance.secret === undefined
        ? undefined
        : new MasterCredentials(this, instance.secret.id, {
            secretName: instance.secret.name,
            username: plan.database.username,
            passwordVersion: plan.database.passwordVersion,
            kmsKeyArn: shared.keyArn,
            replicaRegionCode: plan.otherRegionCode,
            recoveryWindowDays: instance.secret.recoveryWindowDays,
          });
    return new Rds(this, instance.id, {
      source: environment.terraform.modules,
      inputs: rdsInputs(plan, instance, {
        kmsKeyArn: shared.keyArn,
        subnetGroup: shared.subnetGroup,
        securityGroupId: group.groupId,
        monitoringRoleArn: shared.monitoringRoleArn,
        sourceArn: instance.kind === "replica" ? shared.writer?.database_arn : undefined,
        password: credentials?.password,
      }),
    });
  }

  private addWatch({ region, serving }: DataPlan, instance: Rds | undefined, topicArn: string): void {
    if (serving === undefined || instance === undefined) return;
    new DatabaseWatch(this, `${serving.id}-watch`, {
      identifier: serving.identifier,
      created: { identifier: instance.identifier, resourceId: instance.resourceId },
      regionCode: region.code,
      topicArn,
      alarms: serving.alarms,
    });
  }

  /** CDKTF has no construct for `removed` blocks. */
  private forget(addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    this.addOverride(
      "removed",
      addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
    );
  }
}
