import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  accountAdministersKey,
  administratorsAdministerKey,
  type PolicyStatement,
  policyDocument,
} from "../iam/policy-document";

export interface EncryptionKeyProps {
  /** With the `alias/` in front. */
  readonly alias: string;
  readonly description: string;
  readonly partition: string;
  readonly accountId: string;
  /** ARNs of those who look after the key beside the account, without a way to use it. @default [] */
  readonly administrators?: readonly string[];
  /** Who may use the key beside those whom IAM lets. @default [] */
  readonly statements?: readonly PolicyStatement[];
  /** Refuses to destroy the key, and with it whatever it encrypts. @default false */
  readonly deletionProtection?: boolean;
  /** @default - the stack's only provider */
  readonly provider?: TerraformProvider;
}

/** A KMS key that rotates every year, with an alias. Deleting it takes 30 days, in which it can be had back. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { alias, description, partition, accountId, provider } = props;
    const { administrators = [], statements = [], deletionProtection = false } = props;
    const inRegion = provider === undefined ? {} : { provider };

    const key = new KmsKey(this, "key", {
      ...inRegion,
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        accountAdministersKey(partition, accountId),
        ...(administrators.length > 0 ? [administratorsAdministerKey(administrators)] : []),
        ...statements,
      ]),
      ...(deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
    });
    new KmsAlias(this, "alias", { ...inRegion, name: alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
