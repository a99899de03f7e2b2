import type { Region } from "../environment/environment";
import type { StackAddress, StackPlan } from "../stack/stack-plan";
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
