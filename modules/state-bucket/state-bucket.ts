import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key/encryption-key";
import { type PolicyStatement, policyDocument, refusePlainHttp } from "../iam/policy-document";

export interface StateBucketProps {
  readonly provider: AwsProvider;
  readonly name: string;
  /** With the `alias/` in front. */
  readonly keyAlias: string;
  readonly partition: string;
  readonly accountId: string;
  /** Refuses to destroy the bucket; without it the bucket goes, and all state in it. */
  readonly deletionProtection: boolean;
}

/** Days that a replaced version of a state file can be had back. */
const oldVersionDays = 365;

/** A bucket for Terraform state: versioned, encrypted with a key of its own, closed to the public and to plain HTTP. */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { provider, name, keyAlias, partition, accountId, deletionProtection } = props;
    const key = new EncryptionKey(this, "state", {
      provider,
      alias: keyAlias,
      description: "Terraform state",
      partition,
      accountId,
      deletionProtection,
    });

    const bucket = new S3Bucket(this, "bucket", {
      provider,
      bucket: name,
      forceDestroy: !deletionProtection,
      lifecycle: { preventDestroy: deletionProtection },
    }).id;
    const versioning = new S3BucketVersioningA(this, "versioning", {
      provider,
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      provider,
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          // A bucket key would save calls to KMS. As it is, CloudTrail's events of KMS say who read or wrote which object, without data events.
          // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
          bucketKeyEnabled: false,
        },
      ],
    });
    new S3BucketOwnershipControls(this, "ownership", {
      provider,
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      provider,
      bucket,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    const block = new S3BucketPublicAccessBlock(this, "public", {
      provider,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, "policy", {
      provider,
      bucket,
      policy: policyDocument(stateBucketStatements(partition, name, key.arn)),
      dependsOn: [block],
    });
  }
}

/**
 * Who may read state is up to IAM; this refuses the ways that nobody may use. A request that names no encryption gets the bucket's key: that
 * is how Terraform's backend writes. One that names another key, or none beside `aws:kms`, which is the AWS managed one then, or brings its
 * own, would leave state outside of the key's control.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function stateBucketStatements(partition: string, bucket: string, keyArn: string): readonly PolicyStatement[] {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const refuseWrites = (sid: string, condition: NonNullable<PolicyStatement["Condition"]>): PolicyStatement => ({
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${arn}/*`,
    Condition: condition,
  });
  return [
    refusePlainHttp(partition, bucket),
    refuseWrites("RefuseOtherEncryption", {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    }),
    // Also where no key is named: what is not there is not equal.
    refuseWrites("RefuseOtherKey", {
      StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    }),
    refuseWrites("RefuseKeyOfCaller", {
      Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" },
    }),
  ];
}
