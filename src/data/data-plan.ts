import { getRegionFacts } from "../../modules/aws-regions";
import type { Environment, Region } from "../environment/environment";
import { getOtherRegion, pairByCode, subscribersOf } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { type DatabaseNames, databaseNames, type RegionNames, regionNames } from "../stack/names";
import { planRegionStack, type StackPlan } from "../stack/stack-plan";
import { type DatabaseInstance, type DatabaseLifecycle, replay } from "./database-lifecycle";

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
  readonly network: StackPlan;
  /** The stack whose instance is the writer, where that is the other region's: read for its ARN and host name. */
  readonly writer: StackPlan | undefined;
  /** Instances that Terraform keeps here. */
  readonly instances: readonly InstancePlan[];
  /** The one of them that serves; none where a lost region has not been rebuilt. */
  readonly serving: InstancePlan | undefined;
  /** Addresses that Terraform lets go of without destroying what stands behind them. */
  readonly forgotten: readonly string[];
  /** Whether the writer's backups are copied here. */
  readonly receivesBackups: boolean;
  /** Whether anybody is told of alarms. */
  readonly watched: boolean;
  /** Private subnets of both regions, by a stable id. */
  readonly clients: readonly { readonly id: string; readonly cidr: string }[];
}

export interface InstancePlan extends DatabaseInstance {
  /** Id in Terraform: `postgres-1`. */
  readonly id: string;
  readonly identifier: string;
  readonly instanceClass: string;
  readonly multiAz: boolean;
  readonly engineVersion: string;
}

/** The data stacks of an environment, the writer's first: the other one reads it. None where the environment has no database. */
export function planData(environment: Environment): readonly DataPlan[] {
  const { database } = environment;
  if (database === undefined) return [];
  const [first, second] = pairByCode(environment);
  const lifecycle = replay(database.history, [first.code, second.code]);
  return [first, second]
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
    .map((instance) => planInstance(instance, database, names, region));
  const serving = here.find(({ kind }) => kind === "writer" || kind === "promoted" || kind === "replica");
  const replicates = serving?.kind === "replica" && database.backups.crossRegion !== "no-cross-region-backups";
  return {
    stack: planRegionStack(environment, "data", region.code),
    database,
    lifecycle,
    region,
    otherRegionCode: other.code,
    partition: getRegionFacts(region.code).partition,
    names,
    databaseNames: databaseNames(environment),
    network: planRegionStack(environment, "network", region.code),
    writer: lifecycle.writer === region.code ? undefined : planRegionStack(environment, "data", lifecycle.writer),
    instances: here.filter(({ kind }) => kind !== "forgotten"),
    serving,
    forgotten: [
      // With the group that an old instance still wears: AWS deletes none that is in use.
      ...here
        .filter(({ kind }) => kind === "forgotten")
        .flatMap(({ id }) => [`module.${id}`, `aws_security_group.${accessId(id)}_group`]),
      // Ending the copy of a lost region's backups would call on that region. The copies expire by themselves.
      ...(serving?.origin === "replica" && serving.kind !== "replica" ? [backupsAddress] : []),
    ],
    receivesBackups: replicates,
    watched: subscribersOf(environment).length > 0,
    clients: [region, other].flatMap((place) =>
      planRegionAddresses(place).subnets.private.map((cidr, i) => ({
        id: `${getRegionFacts(place.code).shortCode}-${i}`,
        cidr,
      })),
    ),
  };
}

/** Id of what admits clients to an instance. */
export function accessId(instanceId: string): string {
  return `${instanceId}-access`;
}

/** Address of the copied backups in every stack that receives them. */
export const backupsAddress = "aws_db_instance_automated_backups_replication.backups";

function planInstance(
  instance: DatabaseInstance,
  database: Database,
  names: RegionNames,
  { role }: Region,
): InstancePlan {
  const { instanceClass, multiAz, engineVersion = database.engineVersion } = database.instances[role];
  const { generation } = instance;
  return {
    ...instance,
    id: `postgres-${generation}`,
    identifier: `${names.database}-${generation}`,
    instanceClass,
    multiAz,
    engineVersion,
  };
}
