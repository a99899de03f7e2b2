import { getRegionFacts } from "../../modules/aws-regions";
import { moduleProviders } from "../../modules/versions";
import type { Environment, Region } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { type RegionNames, regionNames } from "../stack/names";
import { locateRegionStack, planRegionStack, type StackAddress, type StackPlan } from "../stack/stack-plan";
import { tagsOf } from "../stack/tags";
import { type IdentityPlan, planIdentities } from "./identities";
import { type Cluster, type NodeGroupPlan, planNodeGroups } from "./node-group-plan";

export interface ClusterPlan {
  readonly stack: StackPlan;
  readonly cluster: Cluster;
  readonly region: Region;
  readonly partition: string;
  readonly names: RegionNames;
  readonly network: StackAddress;
  readonly nodeGroups: readonly NodeGroupPlan[];
  readonly identities: readonly IdentityPlan[];
  /** Networks that reach the private endpoint: those that the ACL of its subnets admits. */
  readonly callers: readonly string[];
  /** For what Terraform does not tag itself: instances, volumes, interfaces. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One cluster per region, in the order of the regions. None where the environment has no cluster. */
export function planClusters(environment: Environment): readonly ClusterPlan[] {
  const { cluster } = environment;
  return cluster === undefined ? [] : environment.regions.map((region) => planCluster(environment, cluster, region));
}

function planCluster(environment: Environment, cluster: Cluster, region: Region): ClusterPlan {
  const network = locateRegionStack(environment, "network", region.code);
  return {
    stack: planRegionStack(environment, "cluster", region.code, {
      reads: [network],
      providers: moduleProviders.eks,
    }),
    cluster,
    region,
    partition: getRegionFacts(region.code).partition,
    names: regionNames(environment, region),
    network,
    nodeGroups: planNodeGroups(cluster, environment.roles, region),
    identities: planIdentities(environment, cluster, region),
    callers: [
      ...planRegionAddresses(region).subnets.private,
      ...Object.values(environment.peers).map(({ cidr }) => cidr),
    ],
    tags: tagsOf(environment, "cluster", region.code),
  };
}

/** ARN of a region's cluster. */
export function clusterArn({ partition, region, stack, names }: ClusterPlan): string {
  return `arn:${partition}:eks:${region.code}:${stack.environment.accountId}:cluster/${names.cluster}`;
}
