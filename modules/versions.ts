/** Ephemeral values and write-only arguments need 1.11; the lock file in S3 needs 1.10. */
export const terraformVersion = ">= 1.11.1";

/** The OpenTofu that the lab applies stacks with; its Terraform is that of .terraform-version. https://github.com/opentofu/opentofu/releases/tag/v1.12.6 */
export const openTofuVersion = "1.12.6";

/** The public modules and the one version of each that the typed bindings and contracts were made from. */
export const moduleVersions = {
  /** https://github.com/terraform-aws-modules/terraform-aws-vpc/releases/tag/v6.6.0 */
  vpc: "6.6.0",
  /** https://github.com/terraform-aws-modules/terraform-aws-rds/releases/tag/v7.2.0 */
  rds: "7.2.0",
  /** https://github.com/terraform-aws-modules/terraform-aws-eks/releases/tag/v21.19.0 */
  eks: "21.19.0",
} as const;

export type ModuleName = keyof typeof moduleVersions;

/** Providers beside hashicorp/aws, whose range is up to the environment. */
export const providerVersions = {
  /** 3.7 is the first with an ephemeral password. https://registry.terraform.io/providers/hashicorp/random/latest */
  random: { source: "hashicorp/random", version: ">= 3.7, < 4" },
} as const;
