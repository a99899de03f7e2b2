import { createHash } from "node:crypto";
import { type Environment, type Region, shortCodeOf } from "../environment/environment";

export interface NameRule {
  /** From the parts that every name is made of. */
  readonly make: (parts: NameParts) => string;
  /** The most characters that AWS takes. */
  readonly limit: number;
  /** The field without which nothing bears this name. @default - every environment has it */
  readonly neededBy?: "database" | "cluster" | "alarms" | "entry" | "edge";
}

interface NameParts {
  /** `acme-prod-euw1` */
  readonly base: string;
  readonly bucketPrefix: string;
  readonly shortCode: string;
  readonly accountId: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const maxRoleName = 64;

const maxPolicyName = 128;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
const maxKeyAlias = 256;

const maxTagValue = 256;

const maxBucketName = 63;

/** Of a target group too. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
const maxLoadBalancerName = 32;

/**
 * Every physical name that one region's resources carry in AWS. IAM names are global, so each carries the region's short code.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
const nameRules = {
  vpc: { make: ({ base }) => base, limit: maxTagValue },
  flowLogRole: { make: ({ base }) => `${base}-flow-logs`, limit: maxRoleName },
  flowLogPolicy: { make: ({ base }) => `${base}-flow-logs`, limit: maxPolicyName },
  flowLogGroupSuffix: { make: ({ base }) => base, limit: 512 - "/aws/vpc-flow-log/".length },
  logKeyAlias: { make: ({ base }) => `alias/${base}-logs`, limit: maxKeyAlias },
  endpointSecurityGroup: { make: ({ base }) => `${base}-vpc-endpoints`, limit: 255 },
  stateBucket: {
    make: ({ bucketPrefix, shortCode, accountId }) => `${bucketPrefix}-${shortCode}-${accountId}-tfstate`,
    limit: maxBucketName,
  },
  stateKeyAlias: { make: ({ base }) => `alias/${base}-tfstate`, limit: maxKeyAlias },
  transitGateway: { make: ({ base }) => base, limit: maxTagValue },
  alarmTopic: { make: ({ base }) => `${base}-alarms`, limit: 256, neededBy: "alarms" },
  alarmKeyAlias: { make: ({ base }) => `alias/${base}-alarms`, limit: maxKeyAlias, neededBy: "alarms" },
  /** The generation follows, `-1`, `-2`; there is room for 99. */
  database: { make: ({ base }) => `${base}-postgres`, limit: 63 - "-99".length, neededBy: "database" },
  databaseMonitoringRole: {
    make: ({ base }) => `${base}-rds-monitoring`,
    limit: maxRoleName,
    neededBy: "database",
  },
  dataKeyAlias: { make: ({ base }) => `alias/${base}-data`, limit: maxKeyAlias, neededBy: "database" },
  cluster: { make: ({ base }) => base, limit: 100, neededBy: "cluster" },
  clusterRole: { make: ({ base }) => `${base}-cluster`, limit: maxRoleName, neededBy: "cluster" },
  clusterEncryptionPolicy: {
    make: ({ base }) => `${base}-cluster-encryption`,
    limit: maxPolicyName,
    neededBy: "cluster",
  },
  clusterKeyAlias: { make: ({ base }) => `alias/${base}-cluster`, limit: maxKeyAlias, neededBy: "cluster" },
  prometheusEntry: {
    make: ({ base }) => loadBalancerName(base, "prometheus"),
    limit: maxLoadBalancerName,
    neededBy: "entry",
  },
  /** Of the load balancer that users reach, its security group and its firewall. */
  frontDoor: {
    make: ({ base }) => loadBalancerName(base, "front-door"),
    limit: maxLoadBalancerName,
    neededBy: "edge",
  },
  /** Of the target group that says whether a region serves. */
  regionTargets: { make: ({ base }) => loadBalancerName(base, "region"), limit: maxLoadBalancerName, neededBy: "edge" },
  /** WAF takes no log group whose name starts otherwise. */
  firewallLogGroup: { make: ({ base }) => `aws-waf-logs-${base}`, limit: 512, neededBy: "edge" },
  frontDoorKeyAlias: { make: ({ base }) => `alias/${base}-front-door`, limit: maxKeyAlias, neededBy: "edge" },
  accessLogBucket: {
    make: ({ bucketPrefix, shortCode, accountId }) => `${bucketPrefix}-${shortCode}-${accountId}-access-logs`,
    limit: maxBucketName,
    neededBy: "edge",
  },
  /** Records of the accelerator; stands in the region of shared state alone. */
  edgeLogBucket: {
    make: ({ bucketPrefix, shortCode, accountId }) => `${bucketPrefix}-${shortCode}-${accountId}-edge-logs`,
    limit: maxBucketName,
    neededBy: "edge",
  },
  nodeRole: { make: ({ base }) => `${base}-node`, limit: maxRoleName, neededBy: "cluster" },
  imageKeyAlias: { make: ({ base }) => `alias/${base}-images`, limit: maxKeyAlias, neededBy: "cluster" },
  imageCacheRole: { make: ({ base }) => `${base}-image-cache`, limit: maxRoleName, neededBy: "cluster" },
} as const satisfies Readonly<Record<string, NameRule>>;

export type NameKind = keyof typeof nameRules;

export type RegionNames = Readonly<Record<NameKind, string>>;

type NamedEnvironment = Pick<Environment, "organization" | "name" | "accountId" | "state">;

/** The rules of every kind of name. */
export function rulesOfNames(): readonly (readonly [NameKind, NameRule])[] {
  return Object.entries(nameRules) as readonly [NameKind, NameRule][];
}

export function regionNames(environment: NamedEnvironment, region: Pick<Region, "code">): RegionNames {
  const parts: NameParts = {
    base: baseOf(environment, region),
    bucketPrefix: bucketPrefix(environment),
    shortCode: shortCodeOf(region),
    accountId: environment.accountId,
  };
  return Object.fromEntries(rulesOfNames().map(([kind, { make }]) => [kind, make(parts)])) as Record<NameKind, string>;
}

/** The role of a controller's service account in one region. */
export function controllerRoleName(environment: NamedEnvironment, region: Pick<Region, "code">, name: string): string {
  return `${baseOf(environment, region)}-${name}`;
}

/** The role of a microservice in one region. */
export function serviceRoleName(environment: NamedEnvironment, region: Pick<Region, "code">, name: string): string {
  return `${baseOf(environment, region)}-svc-${name}`;
}

/** The target group that pods of a microservice are registered in. */
export function serviceTargetGroupName(
  environment: NamedEnvironment,
  region: Pick<Region, "code">,
  name: string,
): string {
  return shortened(`${baseOf(environment, region)}-svc-${name}`, maxLoadBalancerName);
}

/** The path that secrets and parameters of an environment stand below, without a slash at either end. */
export function secretPath({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): string {
  return `${organization}/${name}`;
}

/** The name of the connection between both regions; it belongs to neither. */
export function interconnectName(environment: NamedEnvironment): string {
  return `${environment.organization}-${environment.name}-interconnect`;
}

/** The name of the accelerator, which belongs to no region. AWS takes 64 characters, more than names of roles leave for this much of them. */
export function acceleratorName({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): string {
  return `${organization}-${name}`;
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

/** What repositories of an environment's own images stand below, in the registry of both regions. Ends with a slash. */
export function imageRepositoryPath({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): string {
  return `${organization}/${name}/`;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html */
const maxCachePrefix = 30;

/** Of a word that stands for a registry of others, behind the slash. */
export const maxCacheWord = 6;

/**
 * What repositories stand below that keep copies of registries of others. Ends with a slash. The environment's own do not stand there, so that
 * what is replicated can be told by its beginning: each region keeps copies of its own.
 */
export function imageCachePath({ organization, name }: Pick<NamedEnvironment, "organization" | "name">): string {
  return `${shortened(`${organization}-${name}`, maxCachePrefix - "/".length - maxCacheWord)}/`;
}

function loadBalancerName(base: string, purpose: string): string {
  return `${shortened(base, maxLoadBalancerName - `-${purpose}`.length)}-${purpose}`;
}

/** Where there is little room, a long name has a digest in place of its end; it still starts with what people look for. */
function shortened(base: string, room: number): string {
  if (base.length <= room) return base;
  const digest = createHash("sha256").update(base).digest("hex").slice(0, 6);
  return `${base.slice(0, room - digest.length - 1).replace(/-$/, "")}-${digest}`;
}

function baseOf({ organization, name }: NamedEnvironment, region: Pick<Region, "code">): string {
  return `${organization}-${name}-${shortCodeOf(region)}`;
}

function bucketPrefix({ organization, name, state }: NamedEnvironment): string {
  return (state.backend === "s3" ? state.bucketPrefix : undefined) ?? `${organization}-${name}`;
}
