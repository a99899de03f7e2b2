import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope } from "./cluster-scope";

/**
 * Publishes to one topic, whose key encrypts the messages. The key's id is not known before it exists: its alias is.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 *
 * @param keyAlias with the `alias/` in front
 */
export function alertmanagerPolicy(
  scope: ClusterScope,
  topicName: string,
  keyAlias: string,
): readonly PolicyStatement[] {
  return [
    { Sid: "PublishAlerts", Effect: "Allow", Action: "sns:Publish", Resource: arnIn(scope, "sns", topicName) },
    {
      Sid: "EncryptAlerts",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: arnIn(scope, "kms", "key/*"),
      Condition: {
        StringEquals: { "kms:ViaService": `sns.${scope.regionCode}.amazonaws.com` },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
      },
    },
  ];
}
