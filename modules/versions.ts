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
  helm: { source: "hashicorp/helm", version: "3.1.2" },
  kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" },
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

/** One public Helm chart, at the one version that its values and contract were made for. */
export interface PinnedChart {
  readonly version: string;
  /** Versions that an environment may choose from: those whose values were compared with the contract. */
  readonly range: string;
  readonly repository: string;
}

/** Every public chart that a stack installs. The minors of Kubernetes that each goes with are in kubernetes-versions.ts. */
export const charts = {
  /** https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases/tag/v3.5.0 */
  "aws-load-balancer-controller": {
    version: "3.5.0",
    range: ">= 3.5.0, < 3.6",
    repository: "https://aws.github.io/eks-charts",
  },
  /** With a v, as the chart has it: a registry has no other tag. https://cert-manager.io/docs/releases/ */
  "cert-manager": {
    version: "v1.21.1",
    range: ">= 1.21.0, < 1.22",
    repository: "https://charts.jetstack.io",
  },
  /** Its image is that of the cluster's minor. https://github.com/kubernetes/autoscaler/releases */
  "cluster-autoscaler": {
    version: "9.59.0",
    range: ">= 9.59.0, < 9.60",
    repository: "https://kubernetes.github.io/autoscaler",
  },
  /** https://github.com/external-secrets/external-secrets/releases/tag/v2.9.0 */
  "external-secrets": {
    version: "2.9.0",
    range: ">= 2.9.0, < 2.10",
    repository: "https://charts.external-secrets.io",
  },
  /** Those of the operator in kube-prometheus-stack. https://github.com/prometheus-community/helm-charts/tree/prometheus-operator-crds-31.0.1/charts/prometheus-operator-crds */
  "prometheus-operator-crds": {
    version: "31.0.1",
    range: ">= 31.0.0, < 31.1",
    repository: "https://prometheus-community.github.io/helm-charts",
  },
  /** https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack */
  "kube-prometheus-stack": {
    version: "88.5.3",
    range: ">= 88.5.0, < 88.6",
    repository: "https://prometheus-community.github.io/helm-charts",
  },
  /** https://github.com/prometheus-community/helm-charts/tree/prometheus-blackbox-exporter-11.17.2/charts/prometheus-blackbox-exporter */
  "prometheus-blackbox-exporter": {
    version: "11.17.2",
    range: ">= 11.17.0, < 11.18",
    repository: "https://prometheus-community.github.io/helm-charts",
  },
  /** https://github.com/prometheus-community/helm-charts/tree/prometheus-yet-another-cloudwatch-exporter-0.47.0/charts/prometheus-yet-another-cloudwatch-exporter */
  "prometheus-yet-another-cloudwatch-exporter": {
    version: "0.47.0",
    range: ">= 0.47.0, < 0.48",
    repository: "https://prometheus-community.github.io/helm-charts",
  },
} as const satisfies Readonly<Record<string, PinnedChart>>;

export type ChartName = keyof typeof charts;

/** What pods of our own charts run, where no service says it. The charts' own values name the same. */
export const images = {
  /** https://github.com/nginx/docker-nginx-unprivileged */
  nginx: { registry: "public.ecr.aws", repository: "nginx/nginx-unprivileged", tag: "1.31-alpine" },
} as const;
