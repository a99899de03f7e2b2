/** One statement of an IAM, key or bucket policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    | "*"
    | { readonly AWS: string | readonly string[] }
    | { readonly Service: string }
    | { readonly Federated: string };
  readonly Action: string | readonly string[];
  /** Left out in trust policies. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy as the text that AWS takes. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Refuses every request to a bucket that comes without TLS. */
export function refusePlainHttp(partition: string, bucket: string): PolicyStatement {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return {
    Sid: "RefusePlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Lets IAM policies of the account decide about a key; without it nobody could administer the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountAdministersKey(partition: string, accountId: string): PolicyStatement {
  return {
    Sid: "AccountAdministersKey",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/**
 * Lets the named users and roles look after a key without a way to use it: AWS's list of what administrators do, but for grants and for the
 * key's policy. Whoever may change the policy can give himself everything; that stays with whom IAM lets, such as Terraform's role.
 * AWS refuses the policy where one of them does not exist.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export function administratorsAdministerKey(arns: readonly string[]): PolicyStatement {
  return {
    Sid: "KeyAdministration",
    Effect: "Allow",
    Principal: { AWS: arns },
    Action: [
      "kms:CreateAlias",
      "kms:Describe*",
      "kms:Enable*",
      "kms:List*",
      "kms:Update*",
      "kms:Revoke*",
      "kms:Disable*",
      "kms:Get*",
      "kms:Delete*",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:ScheduleKeyDeletion",
      "kms:CancelKeyDeletion",
    ],
    Resource: "*",
  };
}

/**
 * Lets CloudWatch Logs use a key for the named log groups only; a trailing `*` is a wildcard.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupsUseKey(
  partition: string,
  regionCode: string,
  accountId: string,
  logGroups: readonly string[],
): PolicyStatement {
  return {
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
  };
}
