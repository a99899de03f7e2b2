import type { ChartName } from "./versions";

/**
 * What goes together, by Kubernetes minor. Nothing here follows a clock: synth refuses what these tables say, whenever it runs, and only
 * warnings look at the date.
 */

/** The day on which these tables were compared with their sources. */
export const comparedOn = "2026-11-24";

/** Add-ons that EKS installs and updates. https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
export const addonNames = [
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "eks-pod-identity-agent",
  "aws-ebs-csi-driver",
  "metrics-server",
  "snapshot-controller",
] as const;

export type AddonName = (typeof addonNames)[number];

/** What nodes run on. */
export const operatingSystems = ["al2023", "bottlerocket"] as const;

export type OperatingSystem = (typeof operatingSystems)[number];

export type Architecture = "x86_64" | "arm64";

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html#AmazonEKS-Type-Nodegroup-amiType */
export const amiTypes: Readonly<Record<OperatingSystem, Readonly<Record<Architecture, string>>>> = {
  al2023: { x86_64: "AL2023_x86_64_STANDARD", arm64: "AL2023_ARM_64_STANDARD" },
  bottlerocket: { x86_64: "BOTTLEROCKET_x86_64", arm64: "BOTTLEROCKET_ARM_64" },
};

export interface KubernetesVersion {
  /**
   * Last day of standard support; then EKS upgrades the cluster by itself.
   * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar
   */
  readonly endOfStandardSupport: string;
  /** Tag of registry.k8s.io/autoscaling/cluster-autoscaler, whose minor is the cluster's. https://github.com/kubernetes/autoscaler/tags */
  readonly autoscalerImage: string;
  /** `aws eks describe-addon-versions --kubernetes-version <minor> --addon-name <name>` */
  readonly addons: Readonly<Record<AddonName, string>>;
  /**
   * The AMI release that managed node groups are pinned to.
   * https://github.com/awslabs/amazon-eks-ami/releases, https://github.com/bottlerocket-os/bottlerocket/releases
   */
  readonly amiReleases: Readonly<Record<OperatingSystem, string>>;
  /** Versions of each chart that its maintainers run on this minor. */
  readonly charts: Readonly<Partial<Record<ChartName, string>>>;
}

/** Minors in standard support on the day of comparison, oldest first. */
export const kubernetesVersions: Readonly<Record<string, KubernetesVersion>> = {
  "1.34": {
    endOfStandardSupport: "2026-12-02",
    autoscalerImage: "v1.34.5",
    addons: {
      "vpc-cni": "v1.23.0-eksbuild.1",
      "kube-proxy": "v1.34.6-eksbuild.29",
      coredns: "v1.12.4-eksbuild.38",
      "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
      "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
      "metrics-server": "v0.9.0-eksbuild.11",
      "snapshot-controller": "v8.6.0-eksbuild.8",
    },
    amiReleases: { al2023: "1.34.11-20260930", bottlerocket: "1.66.0-1ad6b4a4" },
    // 3.0.0 loses the certificate of its webhook with every upgrade; keepTLSSecret is back since 3.1.0.
    charts: { "aws-load-balancer-controller": ">= 3.1.0, < 4", "cert-manager": ">= 1.19.0, < 1.22" },
  },
  "1.35": {
    endOfStandardSupport: "2027-03-27",
    autoscalerImage: "v1.35.2",
    addons: {
      "vpc-cni": "v1.23.1-eksbuild.1",
      "kube-proxy": "v1.35.3-eksbuild.25",
      coredns: "v1.14.3-eksbuild.16",
      "eks-pod-identity-agent": "v1.4.0-eksbuild.2",
      "aws-ebs-csi-driver": "v1.65.0-eksbuild.1",
      "metrics-server": "v0.9.0-eksbuild.5",
      "snapshot-controller": "v8.6.0-eksbuild.6",
    },
    amiReleases: { al2023: "1.35.8-20260930", bottlerocket: "1.66.0-1ad6b4a4" },
    charts: { "aws-load-balancer-controller": ">= 3.1.0, < 4", "cert-manager": ">= 1.19.0, < 1.22" },
  },
  "1.36": {
    endOfStandardSupport: "2027-08-02",
    autoscalerImage: "v1.36.1",
    addons: {
      "vpc-cni": "v1.23.1-eksbuild.1",
      "kube-proxy": "v1.36.0-eksbuild.25",
      coredns: "v1.14.3-eksbuild.23",
      "eks-pod-identity-agent": "v1.4.0-eksbuild.3",
      "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
      "metrics-server": "v0.9.0-eksbuild.11",
      "snapshot-controller": "v8.6.0-eksbuild.8",
    },
    amiReleases: { al2023: "1.36.4-20260930", bottlerocket: "1.66.0-1ad6b4a4" },
    charts: { "aws-load-balancer-controller": ">= 3.1.0, < 4", "cert-manager": ">= 1.21.0, < 1.22" },
  },
};

/** What clusters run where the environment says nothing. */
export const newestKubernetesVersion = Object.keys(kubernetesVersions).at(-1) ?? "";

/** What releases of an operating system's AMIs for a minor are called. */
export function amiReleasePattern(operatingSystem: OperatingSystem, minor: string): RegExp {
  const patterns: Readonly<Record<OperatingSystem, RegExp>> = {
    al2023: new RegExp(`^${minor.replace(".", "\\.")}\\.\\d+-\\d{8}$`),
    // One release for all minors, with a hash, not the day of a release of AL2023.
    bottlerocket: /^\d+\.\d+\.\d+-(?!20\d{6}$)[0-9a-f]{8}$/,
  };
  return patterns[operatingSystem];
}

/** Minors whose standard support was over on the day of comparison, with its last day. */
export const endedKubernetesVersions: Readonly<Record<string, string>> = {
  "1.30": "2025-07-23",
  "1.31": "2025-11-26",
  "1.32": "2026-03-23",
  "1.33": "2026-07-29",
};

/** A minor that the checks have accepted. */
export function getKubernetesVersion(minor: string): KubernetesVersion {
  const version = Object.hasOwn(kubernetesVersions, minor) ? kubernetesVersions[minor] : undefined;
  if (version === undefined) {
    throw new Error(`unknown Kubernetes ${minor}, expected one of ${Object.keys(kubernetesVersions).join(", ")}`);
  }
  return version;
}
