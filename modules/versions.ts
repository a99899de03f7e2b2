/** Everything that is pinned stands here; what time changes, in the dated tables beside it: kubernetes-versions.ts, postgres-versions.ts. */

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

/**
 * Every provider that a stack may ask for, under its local name, at the one version that it was checked with: what Terraform would pick on the
 * day of a promotion, nobody has tried. Schemas were compared on 2026-11-25 (docs/adr/0017-exact-providers.md); all but aws run in the lab.
 */
export const providerVersions = {
  /** An environment may say another: `terraform.awsProvider`. https://registry.terraform.io/providers/hashicorp/aws/latest */
  aws: { source: "aws", version: "6.66.0" },
  cloudinit: { source: "hashicorp/cloudinit", version: "2.4.0" },
  null: { source: "hashicorp/null", version: "3.3.1" },
  /** 3.7 is the first with an ephemeral password. */
  random: { source: "hashicorp/random", version: "3.9.0" },
  time: { source: "hashicorp/time", version: "0.14.0" },
  tls: { source: "hashicorp/tls", version: "4.2.1" },
} as const;

/** The versions of hashicorp/aws that an environment may choose from: what the public modules take, below the next major. */
export const awsProviderRange = ">= 6.28, < 7";

export type ProviderName = keyof typeof providerVersions;

/** The providers of each public module, with those of the modules that it calls. */
export const moduleProviders: Readonly<Record<ModuleName, readonly ProviderName[]>> = {
  vpc: ["aws"],
  rds: ["aws", "random"],
  eks: ["aws", "cloudinit", "null", "time", "tls"],
};

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
