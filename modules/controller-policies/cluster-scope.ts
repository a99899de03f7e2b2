/** The one cluster that a controller works for: what narrows its policy. */
export interface ClusterScope {
  readonly partition: string;
  readonly regionCode: string;
  readonly accountId: string;
  readonly clusterName: string;
}

/** Key of the tag, with the value `owned`, that EKS and its controllers give to what belongs to the cluster. */
export function clusterTag({ clusterName }: ClusterScope): string {
  return `kubernetes.io/cluster/${clusterName}`;
}

/** ARN of a resource in the cluster's region and account. */
export function arnIn({ partition, regionCode, accountId }: ClusterScope, service: string, resource: string): string {
  return `arn:${partition}:${service}:${regionCode}:${accountId}:${resource}`;
}
