import { type Environment, type Region, shortCodeOf } from "../environment/environment";

/** Every physical name that one region's resources carry in AWS. IAM names are global, so each carries the region's short code. */
export interface RegionNames {
  readonly vpc: string;
  readonly flowLogRole: string;
  readonly flowLogPolicy: string;
  readonly flowLogGroupSuffix: string;
  readonly logKeyAlias: string;
  readonly endpointSecurityGroup: string;
  readonly stateBucket: string;
  readonly stateKeyAlias: string;
  readonly transitGateway: string;
  /** The generation follows, `-1`, `-2`. */
  readonly database: string;
  readonly databaseMonitoringRole: string;
  readonly dataKeyAlias: string;
  readonly alarmTopic: string;
  readonly alarmKeyAlias: string;
  readonly cluster: string;
  readonly clusterRole: string;
  readonly clusterEncryptionPolicy: string;
  readonly clusterKeyAlias: string;
  readonly nodeRole: string;
}

type NamedEnvironment = Pick<Environment, "organization" | "name" | "accountId" | "state">;

export function regionNames(environment: NamedEnvironment, region: Pick<Region, "code">): RegionNames {
  const shortCode = shortCodeOf(region);
  const base = baseOf(environment, region);
  return {
    vpc: base,
    flowLogRole: `${base}-flow-logs`,
    flowLogPolicy: `${base}-flow-logs`,
    flowLogGroupSuffix: base,
    logKeyAlias: `alias/${base}-logs`,
    endpointSecurityGroup: `${base}-vpc-endpoints`,
    stateBucket: `${bucketPrefix(environment)}-${shortCode}-${environment.accountId}-tfstate`,
    stateKeyAlias: `alias/${base}-tfstate`,
    transitGateway: base,
    database: `${base}-postgres`,
    databaseMonitoringRole: `${base}-rds-monitoring`,
    dataKeyAlias: `alias/${base}-data`,
    alarmTopic: `${base}-alarms`,
    alarmKeyAlias: `alias/${base}-alarms`,
    cluster: base,
    clusterRole: `${base}-cluster`,
    clusterEncryptionPolicy: `${base}-cluster-encryption`,
    clusterKeyAlias: `alias/${base}-cluster`,
    nodeRole: `${base}-node`,
  };
}

/** The role of a controller's service account in one region. */
export function controllerRoleName(environment: NamedEnvironment, region: Pick<Region, "code">, name: string): string {
  return `${baseOf(environment, region)}-${name}`;
}

/** The role of a microservice in one region. */
export function serviceRoleName(environment: NamedEnvironment, region: Pick<Region, "code">, name: string): string {
  return `${baseOf(environment, region)}-svc-${name}`;
}

/** The path that secrets and parameters of an environment stand below, without a slash at either end. */
export function secretPath({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): string {
  return `${organization}/${name}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const maxRoleName = 64;

/** The name of the connection between both regions; it belongs to neither. */
export function interconnectName(environment: NamedEnvironment): string {
  return `${environment.organization}-${environment.name}-interconnect`;
}

/** Names that are the same in both regions, so that whoever reads them need not know where it is. */
export interface DatabaseNames {
  readonly subnetGroup: string;
  /** Path of the parameters with the connection facts, without a slash at the end. */
  readonly parameterPath: string;
  /** The secret with the master user's credentials of a number. */
  readonly credentialsSecret: (credentials: number) => string;
}

export function databaseNames({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): DatabaseNames {
  const path = `${secretPath({ organization, name })}/database`;
  return {
    subnetGroup: `${organization}-${name}-postgres`,
    parameterPath: `/${path}`,
    credentialsSecret: (credentials) => `${path}/credentials-${credentials}`,
  };
}

/**
 * The longest name that AWS takes, by kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const nameLimits: Readonly<Record<keyof RegionNames, number>> = {
  vpc: 255,
  flowLogRole: maxRoleName,
  flowLogPolicy: 128,
  flowLogGroupSuffix: 512 - "/aws/vpc-flow-log/".length,
  logKeyAlias: 256,
  endpointSecurityGroup: 255,
  stateBucket: 63,
  stateKeyAlias: 256,
  transitGateway: 255,
  // 63 with room for the generation. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
  database: 63 - "-99".length,
  databaseMonitoringRole: maxRoleName,
  dataKeyAlias: 256,
  alarmTopic: 256,
  alarmKeyAlias: 256,
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
  cluster: 100,
  clusterRole: maxRoleName,
  clusterEncryptionPolicy: 128,
  clusterKeyAlias: 256,
  nodeRole: maxRoleName,
};

function baseOf({ organization, name }: NamedEnvironment, region: Pick<Region, "code">): string {
  return `${organization}-${name}-${shortCodeOf(region)}`;
}

function bucketPrefix({ organization, name, state }: NamedEnvironment): string {
  return (state.backend === "s3" ? state.bucketPrefix : undefined) ?? `${organization}-${name}`;
}
