import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key/encryption-key";
import { policyDocument } from "../iam/policy-document";
import type { Subscriber } from "./subscriber";

export interface AlarmTopicProps {
  readonly name: string;
  /** With the `alias/` in front. */
  readonly keyAlias: string;
  readonly partition: string;
  readonly accountId: string;
  readonly subscribers: readonly Subscriber[];
  /** Refuses to destroy the key of its messages. */
  readonly deletionProtection: boolean;
}

/** Who publishes, by the word for it in statement ids. */
const publishers = { CloudWatch: "cloudwatch.amazonaws.com", RdsEvents: "events.rds.amazonaws.com" };

/**
 * A topic that CloudWatch alarms and RDS events can really publish to: an encrypted topic whose key does not admit the publisher takes
 * every setting and delivers nothing. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const { name, keyAlias, partition, accountId, subscribers, deletionProtection } = props;
    // Each speaks for every account of AWS.
    const Condition = { StringEquals: { "aws:SourceAccount": accountId } };
    // A key of its own, so that the publishers' grant reaches nothing but these messages.
    const key = new EncryptionKey(this, "messages", {
      alias: keyAlias,
      description: "Messages of alarms",
      partition,
      accountId,
      deletionProtection,
      statements: Object.entries(publishers).map(([publisher, service]) => ({
        Sid: `${publisher}UsesKey`,
        Effect: "Allow",
        Principal: { Service: service },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition,
      })),
    });
    const topic = new SnsTopic(this, "topic", { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        ...Object.entries(publishers).map(([publisher, service]) => ({
          Sid: `${publisher}Publishes`,
          Effect: "Allow" as const,
          Principal: { Service: service },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition,
        })),
        {
          Sid: "RefusePlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
    // By what SNS tells them apart by. By place, one that moves up would be subscribed to what it has, and then unsubscribed from its old place.
    const each = TerraformIterator.fromMap(
      Object.fromEntries(
        subscribers.map(({ protocol, endpoint }) => [`${protocol} ${endpoint}`, { protocol, endpoint }]),
      ),
    );
    new SnsTopicSubscription(this, "subscriber", {
      forEach: each,
      topicArn: topic.arn,
      protocol: each.getString("protocol"),
      endpoint: each.getString("endpoint"),
    });
    this.arn = topic.arn;
  }
}
