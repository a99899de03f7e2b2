import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { keepNewest } from "../image-repository/lifecycle-policy";

export interface ImageCacheProps {
  readonly provider: TerraformProvider;
  /** What the repositories that keep the copies start with, without the slash that follows. */
  readonly prefix: string;
  /** The registry that is asked. */
  readonly url: string;
  /** Name of the secret with the credentials for it, in the same region. @default - nobody signs in */
  readonly credentialsSecret?: string | undefined;
  readonly keyArn: string;
  /** ARN of the role as which ECR makes the repositories. */
  readonly roleArn: string;
  /** How many images each repository keeps. */
  readonly keptReleases: number;
  /** Of the repositories: the provider's default tags are not for what ECR makes. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Lets nodes pull what another registry has through that of their region, which keeps it. The first pull of an image must be by its tag.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 * https://github.com/aws/containers-roadmap/issues/2837
 */
export class ImageCache extends Construct {
  constructor(scope: Construct, id: string, props: ImageCacheProps) {
    super(scope, id);
    const { provider, prefix, url, credentialsSecret, keyArn, roleArn, keptReleases, tags } = props;
    // ECR wants the whole ARN, whose end Secrets Manager has made up.
    const secret =
      credentialsSecret === undefined
        ? undefined
        : new DataAwsSecretsmanagerSecret(this, "secret", { provider, name: credentialsSecret });

    const template = new EcrRepositoryCreationTemplate(this, "template", {
      provider,
      prefix,
      description: `Copies of ${url}`,
      appliedFor: ["PULL_THROUGH_CACHE"],
      imageTagMutability: "IMMUTABLE",
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      // A pull by digest leaves no tag, and what runs must stay: neither age nor a missing tag says that nobody needs it.
      lifecyclePolicy: keepNewest(keptReleases, "any"),
      customRoleArn: roleArn,
      resourceTags: { ...tags },
    });
    new EcrPullThroughCacheRule(this, "rule", {
      provider,
      ecrRepositoryPrefix: template.prefix,
      upstreamRegistryUrl: url,
      ...(secret === undefined ? {} : { credentialArn: secret.arn }),
    });
  }
}
