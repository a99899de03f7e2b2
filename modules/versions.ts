/** Everything that is pinned stands here; what time changes, in the dated tables beside it: kubernetes-versions.ts, postgres-versions.ts. */

/** Ephemeral values and write-only arguments need 1.11; the lock file in S3 needs 1.10. */
export const terraformVersion = ">= 1.11.1";

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

/** Every provider that a stack may ask for, under its local name. */
export const providerVersions = {
  /** What the public modules ask for, below the next major; an environment may say another range. https://registry.terraform.io/providers/hashicorp/aws/latest */
  aws: { source: "aws", version: ">= 6.28, < 7" },
  /** 3.7 is the first with an ephemeral password. https://registry.terraform.io/providers/hashicorp/random/latest */
  random: { source: "hashicorp/random", version: ">= 3.7, < 4" },
} as const;

export type ProviderName = keyof typeof providerVersions;

/**
 * Charts that go with some minors only, and the one version of each that the policies here were written for. Other charts ask for no more
 * than a minor that EKS no longer has: kube-prometheus-stack 88 for 1.25, external-secrets 2 for 1.19.
 */
export const chartVersions = {
  /** https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases/tag/v3.5.0 */
  "aws-load-balancer-controller": "3.5.0",
  /** Each release names the minors that it was tested with. https://cert-manager.io/docs/releases/ */
  "cert-manager": "1.21.2",
} as const;

export type ChartName = keyof typeof chartVersions;
