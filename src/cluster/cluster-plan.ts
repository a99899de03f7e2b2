import { getRegionFacts } from "../../modules/aws-regions";
import { moduleProviders } from "../../modules/versions";
import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import { planRegionAddresses } from "../network/network-plan";
import { imageCachePath, type RegionNames, regionNames } from "../stack/names";
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
  /** Range of the other region's VPC. */
  readonly otherCidr: string;
  /** What pods of the other region reach here. */
  readonly crossRegionFlows: readonly FlowPlan[];
  /** ARN of the repositories that keep copies of registries of others; undefined where there are none. */
  readonly imageCaches: string | undefined;
  /** For what Terraform does not tag itself: instances, volumes, interfaces. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A port of the nodes and pods, opened to one range. */
export interface FlowPlan {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  readonly cidr: string;
}

/** One cluster per region, in the order of the regions. None where the environment has no cluster. */
export function planClusters(environment: Environment): readonly ClusterPlan[] {
  const { cluster } = environment;
  return cluster === undefined ? [] : environment.regions.map((region) => planCluster(environment, cluster, region));
}

function planCluster(environment: Environment, cluster: Cluster, region: Region): ClusterPlan {
  const other = getOtherRegion(environment, region.code);
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
    otherCidr: other.cidr,
    crossRegionFlows: planFlows(cluster, other),
    imageCaches: locateImageCaches(environment, region),
    tags: tagsOf(environment, "cluster", region.code),
  };
}

function locateImageCaches(environment: Environment, { code }: Region): string | undefined {
  if (Object.keys(environment.images.pullThrough).length === 0) return undefined;
  const { partition } = getRegionFacts(code);
  return `arn:${partition}:ecr:${code}:${environment.accountId}:repository/${imageCachePath(environment)}*`;
}

/** Each declared flow from each private subnet of the other region: security groups of another region cannot be named. */
function planFlows({ crossRegionFlows }: Cluster, other: Region): readonly FlowPlan[] {
  const { private: cidrs } = planRegionAddresses(other).subnets;
  return Object.values(crossRegionFlows).flatMap((flow) => cidrs.map((cidr) => ({ ...flow, cidr })));
}

/** ARN of a region's cluster. */
export function clusterArn({ partition, region, stack, names }: ClusterPlan): string {
  return `arn:${partition}:eks:${region.code}:${stack.environment.accountId}:cluster/${names.cluster}`;
}
