import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { accountAdministersKey, policyDocument } from "../iam/policy-document";

export interface LogKeyProps {
  /** With the `alias/` in front. */
  readonly alias: string;
  readonly partition: string;
  readonly regionCode: string;
  readonly accountId: string;
  /** Names of the log groups that may use the key; a trailing `*` is a wildcard. */
  readonly logGroups: readonly string[];
}

/**
 * A KMS key that CloudWatch Logs may use for the named log groups only.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export class LogKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, partition, regionCode, accountId, logGroups }: LogKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: "Log groups of this region",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        accountAdministersKey(partition, accountId),
        {
          Sid: "LogGroupsUseKey",
          Effect: "Allow",
          Principal: { Service: `logs.${regionCode}.amazonaws.com` },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": logGroups.map(
                (group) => `arn:${partition}:logs:${regionCode}:${accountId}:log-group:${group}`,
              ),
            },
          },
        },
      ]),
    });
    new KmsAlias(this, "alias", { name: alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
