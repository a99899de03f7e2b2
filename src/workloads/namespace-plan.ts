import { teamGroup } from "../cluster/team-entries";
import type { Environment } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import type { NamespacePlan } from "../helm/release-stack-plan";
import { demandOf } from "./demand";

/** A namespace of services, and what holds in it. */
export interface ServiceNamespacePlan extends NamespacePlan {
  /** What charts/namespace is told. */
  readonly values: PlainValues;
}

type NamespaceEnvironment = Pick<Environment, "services" | "namespaces" | "teams">;

/** The namespaces that services and the file name, in the order of their names. */
export function planNamespaces(environment: NamespaceEnvironment): readonly ServiceNamespacePlan[] {
  const { services, namespaces } = environment;
  const ofServices = Object.values(services).map(({ namespace }) => namespace);
  return [...new Set([...ofServices, ...Object.keys(namespaces)])].toSorted().map((name) => ({
    name,
    podSecurity: namespaces[name]?.podSecurity ?? "restricted",
    values: { quota: quotaOf(environment, name), team: teamOf(environment, name) },
  }));
}

/** The release of charts/namespace. */
export function namespaceRelease(namespace: string): string {
  return `rules-${namespace}`;
}

/** Room for everything twice, where the file does not say how much: a typo must not take a cluster's nodes to their maximum. */
function quotaOf({ services, namespaces }: NamespaceEnvironment, name: string): PlainValues {
  const chosen = namespaces[name]?.quota;
  if (chosen !== undefined) return { ...chosen };
  const { milliCpu, memoryMiB, pods } = demandOf(Object.values(services).filter(({ namespace }) => namespace === name));
  return pods === 0 ? {} : { cpu: `${2 * milliCpu}m`, memory: `${2 * memoryMiB}Mi`, pods: 2 * pods };
}

function teamOf({ namespaces, teams }: NamespaceEnvironment, name: string): PlainValues {
  const team = namespaces[name]?.team;
  if (team === undefined) return {};
  return { group: teamGroup(team), may: teams[team]?.may ?? "view" };
}
