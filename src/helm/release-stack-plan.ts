import type { Environment, Region } from "../environment/environment";
import type { LayerName } from "../stack/layer-name";
import { regionNames } from "../stack/names";
import {
  locateRegionStack,
  planRegionStack,
  type StackAddress,
  type StackNeeds,
  type StackPlan,
} from "../stack/stack-plan";
import type { ReleasePlan } from "./release-plan";

/** Levels of Kubernetes' Pod Security. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

export interface NamespacePlan {
  readonly name: string;
  /** What pods in it may ask of their node. */
  readonly podSecurity: PodSecurityLevel;
}

/** A stack of releases in the cluster of one region. */
export interface ReleaseStackPlan {
  readonly stack: StackPlan;
  readonly region: Region;
  readonly clusterName: string;
  /** The stack that says where the cluster is. */
  readonly cluster: StackAddress;
  readonly namespaces: readonly NamespacePlan[];
  /** In the order of installation. */
  readonly releases: readonly ReleasePlan[];
}

/** A layer's releases in one region, in a stack that finds the cluster by its exports, and calls nothing of AWS unless it needs to. */
export function planReleaseStack(
  environment: Environment,
  layer: LayerName,
  region: Region,
  content: Pick<ReleaseStackPlan, "namespaces" | "releases">,
  { reads = [], providers = [] }: StackNeeds = {},
): ReleaseStackPlan {
  const cluster = locateRegionStack(environment, "cluster", region.code);
  return {
    stack: planRegionStack(environment, layer, region.code, {
      reads: [...reads, cluster],
      providers: [...providers, "helm", "kubernetes"],
    }),
    region,
    clusterName: regionNames(environment, region).cluster,
    cluster,
    ...content,
  };
}
