import type { Environment } from "../environment/environment";
import type { Problem } from "./problem";

type Cluster = NonNullable<Environment["cluster"]>;

/**
 * What a check reads: a field, or a part of the largest one, so that a typo in one part of it hides nothing in the others. Who looks at node
 * groups one by one reads `cluster.nodeGroups.*`, and sees those without a typo.
 */
export type FieldPath = keyof Environment | `cluster.${keyof Cluster}` | "cluster.nodeGroups.*";

/**
 * A rule that no single field can express. It runs as soon as what it reads is well-formed, so that a typo elsewhere in the file does not
 * hide it.
 */
export interface Check {
  readonly reads: readonly FieldPath[];
  readonly find: (environment: Environment) => readonly Problem[];
}

type PartOfCluster<P extends FieldPath> = P extends "cluster.nodeGroups.*"
  ? "nodeGroups"
  : P extends `cluster.${infer Part extends keyof Cluster}`
    ? Part
    : never;

type View<P extends FieldPath> = Pick<Environment, Extract<P, keyof Environment>> &
  ([PartOfCluster<P>] extends [never] ? unknown : { readonly cluster?: Pick<Cluster, PartOfCluster<P>> | undefined });

/** A check whose function sees only what it declares to read. */
export function defineCheck<const P extends FieldPath>(
  reads: readonly P[],
  find: (environment: View<P>) => readonly Problem[],
): Check {
  return { reads, find };
}
