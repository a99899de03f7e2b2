import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { EncryptionKey } from "../../modules/encryption-key/encryption-key";
import type { RoleRules } from "../../modules/iam/role-rules";
import { ImageCache } from "../../modules/image-cache/image-cache";
import { ImageCacheRole } from "../../modules/image-cache/image-cache-role";
import { ImageRepository } from "../../modules/image-repository/image-repository";
import type { RegistryPlan } from "./images-plan";

export interface ImageRegistryProps {
  readonly provider: AwsProvider;
  readonly plan: RegistryPlan;
  readonly accountId: string;
  readonly deletionProtection: boolean;
  readonly rules: RoleRules;
}

/** What an environment has in the registry of its account in one region, encrypted with a key of that region. */
export class ImageRegistry extends Construct {
  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    const { provider, plan, accountId, deletionProtection, rules } = props;
    const { partition, regionCode, keptReleases, replication, cachePath: path, tags } = plan;
    const { arn: keyArn } = new EncryptionKey(this, "images", {
      provider,
      alias: plan.keyAlias,
      description: "Images of services",
      partition,
      accountId,
      deletionProtection,
    });
    for (const { id: repository, name } of plan.repositories) {
      new ImageRepository(this, repository, { provider, name, keyArn, keptReleases, deletionProtection });
    }
    if (replication !== undefined) {
      new EcrReplicationConfiguration(this, "replication", {
        provider,
        replicationConfiguration: {
          rule: [
            {
              destination: [{ region: replication.regionCode, registryId: accountId }],
              repositoryFilter: [{ filter: replication.prefix, filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      });
    }
    if (plan.caches.length === 0) return;
    const { arn: roleArn } = new ImageCacheRole(this, "cache", {
      provider,
      name: plan.cacheRole,
      partition,
      regionCode,
      accountId,
      path,
      keyArn,
      rules,
    });
    for (const { id: cache, prefix, url, credentialsSecret } of plan.caches) {
      new ImageCache(this, `cache-${cache}`, {
        provider,
        prefix,
        url,
        credentialsSecret,
        keyArn,
        roleArn,
        keptReleases,
        tags,
      });
    }
  }
}
