import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument, refusePlainHttp } from "../iam/policy-document";

export interface LogBucketProps {
  readonly name: string;
  readonly partition: string;
  /** Days after which a log goes. */
  readonly days: number;
  /** Lets the one service write that the bucket is for. */
  readonly statements: readonly PolicyStatement[];
  /** Without it the bucket goes with the logs in it; with it, whoever destroys it must empty it first. */
  readonly deletionProtection: boolean;
}

/**
 * A bucket that a service of AWS writes logs to, closed to the public and to plain HTTP. It has S3's own encryption: load balancers can write to
 * no bucket with a key of KMS. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class LogBucket extends Construct {
  /** Known once the policy stands: AWS tries to write a file as soon as somebody is told to log here. */
  readonly bucketName: string;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { name, partition, days, statements, deletionProtection } = props;

    const bucket = new S3Bucket(this, "bucket", { bucket: name, forceDestroy: !deletionProtection }).id;
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "logs",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
    const block = new S3BucketPublicAccessBlock(this, "public", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyDocument([refusePlainHttp(partition, name), ...statements]),
      dependsOn: [block],
    });
    this.bucketName = policy.bucket;
  }
}

/**
 * Lets load balancers of an account write their access logs.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy
 */
export function loadBalancersWriteLogs(partition: string, bucket: string, accountId: string): PolicyStatement {
  return {
    Sid: "LoadBalancersWriteLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:${partition}:s3:::${bucket}/AWSLogs/${accountId}/*`,
  };
}

/**
 * Lets accelerators of an account write their flow logs below a prefix. The service looks at the bucket before it writes.
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
 */
export function acceleratorsWriteLogs(
  partition: string,
  bucket: string,
  accountId: string,
  prefix: string,
): readonly PolicyStatement[] {
  const service = { Service: "delivery.logs.amazonaws.com" };
  const arn = `arn:${partition}:s3:::${bucket}`;
  return [
    {
      Sid: "LogDeliveryWrites",
      Effect: "Allow",
      Principal: service,
      Action: "s3:PutObject",
      Resource: `${arn}/${prefix}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": accountId } },
    },
    {
      Sid: "LogDeliveryLooks",
      Effect: "Allow",
      Principal: service,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ];
}
