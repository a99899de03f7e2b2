/** The two emulators, by URL. Neither has everything, so each service goes to the one that serves it. */
export interface Emulators {
  readonly ministack: string;
  readonly moto: string;
}

/**
 * Which emulator serves which service, by the name the AWS provider has for it. Services that look each other up stay together:
 * EC2, load balancers, RDS and logs on one, S3, IAM, STS, KMS and EKS on the other.
 */
const servedBy: Readonly<Record<string, keyof Emulators>> = {
  acm: "moto",
  autoscaling: "moto",
  backup: "ministack",
  cloudwatch: "moto",
  ec2: "moto",
  ecr: "moto",
  eks: "ministack",
  elbv2: "moto",
  events: "moto",
  globalaccelerator: "moto",
  iam: "ministack",
  kms: "ministack",
  logs: "moto",
  rds: "moto",
  resourcegroupstaggingapi: "ministack",
  route53: "moto",
  s3: "ministack",
  secretsmanager: "moto",
  sns: "moto",
  sqs: "moto",
  ssm: "moto",
  sts: "ministack",
  wafv2: "moto",
};

/** Where `npm run local -- start` puts the emulators. */
export const localEmulators: Emulators = { ministack: "https://127.0.0.1:4566", moto: "http://127.0.0.1:4567" };

/** Held while they start: their ports belong to the machine, and so does the lock. */
export const startLockPort = 4565;

/** The `emulator` field of an environment that stands in these emulators. */
export function emulatedBy(emulators: Emulators): { endpoints: Record<string, string> } {
  return {
    endpoints: Object.fromEntries(Object.entries(servedBy).map(([service, name]) => [service, emulators[name]])),
  };
}
