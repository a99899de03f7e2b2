import type { PolicyStatement } from "../iam/policy-document";
import { arnIn, type ClusterScope } from "./cluster-scope";

/** What controllers and services may have in the cluster, below the path of an environment. */
const readable = ["platform", "services"];

/**
 * Reads the secrets of the platform and of services, each by its name, and decrypts those and nothing else; reads parameters, which hold no
 * secrets. The master user of the database is for nobody in the cluster: whoever may make an ExternalSecret reads what this role can.
 * https://external-secrets.io/latest/provider/aws-secrets-manager/#iam-policy
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html#security-encryption-encryption-context
 *
 * @param path without a slash at either end, such as `acme/prod`
 */
export function externalSecretsPolicy(scope: ClusterScope, path: string): readonly PolicyStatement[] {
  const secrets = readable.map((kind) => arnIn(scope, "secretsmanager", `secret:${path}/${kind}/*`));
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
      // Stays where somebody gives the role more.
      Sid: "RefuseMasterUser",
      Effect: "Deny",
      Action: "secretsmanager:GetSecretValue",
      Resource: arnIn(scope, "secretsmanager", `secret:${path}/database/*`),
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
