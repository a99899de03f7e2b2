import { getRegionFacts } from "../../modules/aws-regions";
import type { InstanceAlarm } from "../../modules/instance-alarms/instance-alarms";
import { sizeOf, typeOfClass } from "../../modules/instance-types/instance-type";
import { moduleProviders } from "../../modules/versions";
import type { Environment, Region } from "../environment/environment";
import { getOtherRegion, pairByCode, subscribersOf } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { type DatabaseNames, databaseNames, type RegionNames, regionNames } from "../stack/names";
import { locateRegionStack, planRegionStack, type StackAddress, type StackPlan } from "../stack/stack-plan";
import { planInstanceAlarms, planReplicaAlarms, planWriterAlarms } from "./database-alarms";
import { type DatabaseInstance, type DatabaseLifecycle, type InstanceKind, isServing } from "./database-lifecycle";
import { lifecycleOf } from "./lifecycle-of";

export type Database = NonNullable<Environment["database"]>;

export interface DataPlan {
  readonly stack: StackPlan;
  readonly database: Database;
  readonly lifecycle: DatabaseLifecycle;
  readonly region: Region;
  readonly otherRegionCode: string;
  readonly partition: string;
  readonly names: RegionNames;
  readonly databaseNames: DatabaseNames;
  readonly network: StackAddress;
  /** The stack whose instance is the writer, where that is the other region's: read for its ARN and host name. */
  readonly writer: StackAddress | undefined;
  /** Instances that Terraform keeps here. */
  readonly instances: readonly InstancePlan[];
  /** The one of them that serves; none where a lost region has not been rebuilt. */
  readonly serving: InstancePlan | undefined;
  /** Addresses that Terraform lets go of without destroying what stands behind them. */
  readonly forgotten: readonly string[];
  /** How the writer's backups are copied here; undefined where they are not. */
  readonly backups: { readonly retentionDays: number } | undefined;
  /** Whether anybody is told of alarms. */
  readonly watched: boolean;
}

/** A range that reaches the database, by a stable id. */
export interface Client {
  readonly id: string;
  readonly cidr: string;
}

export interface InstancePlan extends DatabaseInstance {
  /** Id in Terraform: `postgres-1`. */
  readonly id: string;
  readonly identifier: string;
  readonly instanceClass: string;
  readonly multiAz: boolean;
  /** Private subnets of both regions; none reach a fenced instance. */
  readonly clients: readonly Client[];
  /** What wakes somebody, while it serves. */
  readonly alarms: readonly InstanceAlarm[];
  /** The secret of its master user, where it was given credentials. */
  readonly secret: SecretPlan | undefined;
}

export interface SecretPlan {
  /** Id in Terraform: `credentials-1`. */
  readonly id: string;
  readonly name: string;
  /** Days in which a deleted secret can be had back. */
  readonly recoveryWindowDays: number;
}

/** The data stacks of an environment, the writer's first: the other one reads it. None where the environment has no database. */
export function planData(environment: Environment): readonly DataPlan[] {
  const { database } = environment;
  const lifecycle = lifecycleOf(environment);
  if (database === undefined || lifecycle === undefined) return [];
  return pairByCode(environment)
    .toSorted((a, b) => Number(b.code === lifecycle.writer) - Number(a.code === lifecycle.writer))
    .map((region) => planRegionData(environment, database, lifecycle, region));
}

function planRegionData(
  environment: Environment,
  database: Database,
  lifecycle: DatabaseLifecycle,
  region: Region,
): DataPlan {
  const names = regionNames(environment, region);
  const other = getOtherRegion(environment, region.code);
  const here = lifecycle.instances
    .filter(({ regionCode }) => regionCode === region.code)
    .map((instance) => planInstance(instance, environment, database, region));
  const serving = here.find(isServing);
  const instances = here.filter(({ kind }) => kind !== "forgotten");
  const network = locateRegionStack(environment, "network", region.code);
  const writer =
    lifecycle.writer === region.code ? undefined : locateRegionStack(environment, "data", lifecycle.writer);
  return {
    stack: planRegionStack(environment, "data", region.code, {
      reads: writer === undefined ? [network] : [network, writer],
      providers: moduleProviders.rds,
    }),
    database,
    lifecycle,
    region,
    otherRegionCode: other.code,
    partition: getRegionFacts(region.code).partition,
    names,
    databaseNames: databaseNames(environment),
    network,
    writer,
    instances,
    serving,
    forgotten: [
      // With the group that an old instance still wears: AWS deletes none that is in use.
      ...here
        .filter(({ kind }) => kind === "forgotten")
        .flatMap(({ id }) => [`module.${id}`, `aws_security_group.${accessId(id)}_group`]),
      // Ending the copy of a lost region's backups would call on that region. The copies expire by themselves.
      ...(serving?.origin === "replica" && serving.kind !== "replica" ? [backupsAddress] : []),
    ],
    // Where the writer is not, with or without a replica: without one they are the only copy. A lost writer's go on expiring.
    backups: writer !== undefined && lifecycle.state !== "promoted" ? copiedBackups(database) : undefined,
    watched: subscribersOf(environment).length > 0,
  };
}

function copiedBackups({ backups: { crossRegion } }: Database): DataPlan["backups"] {
  return crossRegion === "no-cross-region-backups" ? undefined : crossRegion;
}

function planClients(environment: Environment, region: Region): readonly Client[] {
  return [region, getOtherRegion(environment, region.code)].flatMap((place) =>
    planRegionAddresses(place).subnets.private.map((cidr, i) => ({
      id: `${getRegionFacts(place.code).shortCode}-${i}`,
      cidr,
    })),
  );
}

/** Id of what admits clients to an instance. */
export function accessId(instanceId: string): string {
  return `${instanceId}-access`;
}

/** Address of the copied backups in every stack that receives them. */
export const backupsAddress = "aws_db_instance_automated_backups_replication.backups";

function planInstance(
  instance: DatabaseInstance,
  environment: Environment,
  database: Database,
  region: Region,
): InstancePlan {
  const { instanceClass, multiAz } = database.instances[region.role];
  const { generation, kind, credentials } = instance;
  return {
    ...instance,
    id: `postgres-${generation}`,
    identifier: `${regionNames(environment, region).database}-${generation}`,
    instanceClass,
    multiAz,
    clients: kind === "fenced" ? [] : planClients(environment, region),
    alarms: planAlarms(kind, database, instanceClass),
    secret: credentials === undefined ? undefined : planSecret(environment, credentials),
  };
}

function planAlarms(kind: InstanceKind, database: Database, instanceClass: string): readonly InstanceAlarm[] {
  const basis = {
    memoryGiB: sizeOf(typeOfClass(instanceClass)).memoryGiB,
    allocatedGiB: database.storage.allocatedGiB,
    ...connectionsOf(database),
  };
  return [...planInstanceAlarms(basis), ...(kind === "replica" ? planReplicaAlarms() : planWriterAlarms(basis))];
}

/** RDS takes formulas too, whose value only it knows. */
function connectionsOf({ parameters: { max_connections: text } }: Database): { readonly maxConnections?: number } {
  return text !== undefined && /^\d+$/.test(text) ? { maxConnections: Number(text) } : {};
}

function planSecret(environment: Environment, credentials: number): SecretPlan {
  return {
    id: `credentials-${credentials}`,
    name: databaseNames(environment).credentialsSecret(credentials),
    recoveryWindowDays: environment.deletionProtection ? 30 : 0,
  };
}
