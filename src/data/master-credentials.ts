import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

export interface MasterCredentialsProps {
  readonly secretName: string;
  readonly username: string;
  /** A new one makes a new password. */
  readonly passwordVersion: number;
  readonly kmsKeyArn: string;
  /** Where a copy is kept, under the same name. */
  readonly replicaRegionCode: string;
  readonly recoveryWindowDays: number;
}

/**
 * A generated master password that exists in Secrets Manager and in the database, and nowhere else: not in state, plan or JSON.
 *
 * It is made as an ephemeral value, written to the secret as a write-only argument, and read back from there. An ephemeral value is another
 * one in every run; what the secret holds is the same until the version changes, also for a run that follows one that died half-way.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/ephemeral
 */
export class MasterCredentials extends Construct {
  /** Reference to the password, for write-only arguments only. */
  readonly password: string;

  constructor(scope: Construct, id: string, props: MasterCredentialsProps) {
    super(scope, id);
    const { secretName, username, passwordVersion, kmsKeyArn, replicaRegionCode, recoveryWindowDays } = props;
    const stack = TerraformStack.of(this);

    const secret = new SecretsmanagerSecret(this, "secret", {
      name: secretName,
      description: "Master user of the database",
      kmsKeyId: kmsKeyArn,
      recoveryWindowInDays: recoveryWindowDays,
      // The copy is encrypted with the other region's aws/secretsmanager key: a key of ours over there may not exist yet, or be lost.
      replica: [{ region: replicaRegionCode }],
    });
    const version = new SecretsmanagerSecretVersion(this, "version", {
      secretId: secret.id,
      secretStringWo: `\${jsonencode({ username = "${username}", password = ephemeral.random_password.${id}.result })}`,
      secretStringWoVersion: passwordVersion,
    });

    // CDKTF has no constructs for ephemeral resources.
    stack.addOverride(`ephemeral.random_password.${id}`, { length: 40, special: false });
    stack.addOverride(`ephemeral.aws_secretsmanager_secret_version.${id}`, {
      secret_id: secret.id,
      version_id: version.versionId,
    });
    this.password = `\${jsondecode(ephemeral.aws_secretsmanager_secret_version.${id}.secret_string).password}`;
  }
}
