import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope } from "./cluster-scope";

/**
 * Reads the secrets and parameters below one path, and decrypts those secrets and nothing else.
 * https://external-secrets.io/latest/provider/aws-secrets-manager/#iam-policy
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html#security-encryption-encryption-context
 *
 * @param path without a slash at either end, such as `acme/prod`
 */
export function externalSecretsPolicy(scope: ClusterScope, path: string): readonly PolicyStatement[] {
  const secrets = arnIn(scope, "secretsmanager", `secret:${path}/*`);
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:ListSecretVersionIds",
      ],
      Resource: secrets,
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: arnIn(scope, "kms", "key/*"),
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${scope.regionCode}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:SecretARN": secrets },
      },
    },
    {
      Sid: "ReadParameters",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: arnIn(scope, "ssm", `parameter/${path}/*`),
    },
  ];
}
