import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn, type TerraformStack } from "cdktf";

export interface ClusterAccess {
  readonly clusterName: string;
  readonly regionCode: string;
  readonly endpoint: string;
  /** In base64, as EKS gives it. */
  readonly certificateAuthorityData: string;
  /** Variables for the command that makes tokens. @default - those of Terraform's own process */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Lets a stack's helm and kubernetes resources act in a cluster of EKS, as the identity that runs Terraform: the AWS command line makes a
 * token for each run, as one in the state would be old after 15 minutes. The region is named: the one of a person's profile is another's.
 * https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
 */
export function addClusterProviders(stack: TerraformStack, access: ClusterAccess): void {
  const { clusterName, regionCode, endpoint, certificateAuthorityData, environment } = access;
  const exec = {
    api_version: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", regionCode, "--output", "json"],
    ...(environment === undefined ? {} : { env: { ...environment } }),
  };
  const cluster = { host: endpoint, clusterCaCertificate: Fn.base64decode(certificateAuthorityData) };
  const helm = new HelmProvider(stack, "helm", { kubernetes: cluster });
  const kubernetes = new KubernetesProvider(stack, "kubernetes", cluster);
  // In Terraform's own words: of what a provider is given, CDKTF writes every key in lower case, names of variables too.
  helm.addOverride("kubernetes.exec", exec);
  kubernetes.addOverride("exec", [exec]);
}
