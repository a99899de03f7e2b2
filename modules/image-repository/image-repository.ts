import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { keepNewest } from "./lifecycle-policy";

export interface ImageRepositoryProps {
  readonly provider: TerraformProvider;
  readonly name: string;
  readonly keyArn: string;
  /** How many tagged images it keeps. */
  readonly keptReleases: number;
  /** Refuses to destroy it while there are images in it. */
  readonly deletionProtection: boolean;
}

/** A repository of images whose tags never move. What is pushed is scanned, by what ECR has for that without Amazon Inspector. */
export class ImageRepository extends Construct {
  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const { provider, name, keyArn, keptReleases, deletionProtection } = props;
    const repository = new EcrRepository(this, "repository", {
      provider,
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: !deletionProtection,
    });
    new EcrLifecyclePolicy(this, "lifecycle", {
      provider,
      repository: repository.name,
      policy: keepNewest(keptReleases, "tagged"),
    });
  }
}
