import { type Environment, type Region, shortCodeOf } from "../config/environment";

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
}

type NamedEnvironment = Pick<Environment, "organization" | "name" | "accountId" | "state">;

export function regionNames(environment: NamedEnvironment, region: Pick<Region, "code">): RegionNames {
  const shortCode = shortCodeOf(region);
  const base = `${environment.organization}-${environment.name}-${shortCode}`;
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
  };
}

/** The name of the connection between both regions; it belongs to neither. */
export function interconnectName(environment: NamedEnvironment): string {
  return `${environment.organization}-${environment.name}-interconnect`;
}

/**
 * The longest name that AWS takes, by kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const nameLimits: Readonly<Record<keyof RegionNames, number>> = {
  vpc: 255,
  flowLogRole: 64,
  flowLogPolicy: 128,
  flowLogGroupSuffix: 512 - "/aws/vpc-flow-log/".length,
  logKeyAlias: 256,
  endpointSecurityGroup: 255,
  stateBucket: 63,
  stateKeyAlias: 256,
  transitGateway: 255,
};

function bucketPrefix({ organization, name, state }: NamedEnvironment): string {
  return (state.backend === "s3" ? state.bucketPrefix : undefined) ?? `${organization}-${name}`;
}
