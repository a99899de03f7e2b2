import { createHash } from "node:crypto";
import type { Environment } from "../environment/environment";
import type { Exposure } from "./service";

/** What a load balancer sends to a service, in the words of a rule. */
export interface ListenerRulePlan {
  readonly host: string;
  /** Patterns of paths. */
  readonly paths: readonly string[];
  readonly priority: number;
}

/** Segments that the path of a service may have. */
export const maxPathSegments = 7;

/** Priorities below belong to the entry stack. */
const firstPriority = 1000;

/** How many there are for each number of segments; the last of all is below 50,000. */
const prioritiesPerLength = 6000;

/** The rule of a service. */
export function planListenerRule(domain: string, name: string, exposure: Exposure): ListenerRulePlan {
  const { path } = exposure;
  return {
    host: hostOf(domain, exposure),
    paths: path === "/" ? ["/*"] : [path, `${path}/*`],
    priority: priorityOf(name, path),
  };
}

/** The host that users ask for. */
export function hostOf(domain: string, { host }: Pick<Exposure, "host">): string {
  return host === undefined ? domain : `${host}.${domain}`;
}

/**
 * Of two rules for one host, that of the longer path comes first; beyond that, a digest of the service's name decides, so that a service that
 * comes or goes changes the priority of no other: the load balancer takes none twice, not even for the moment between two changes.
 */
export function priorityOf(name: string, path: string): number {
  const digest = createHash("sha256").update(name).digest().readUInt32BE() % prioritiesPerLength;
  return firstPriority + (maxPathSegments - segmentsOf(path).length) * prioritiesPerLength + digest;
}

/** Parts of a path, without slashes. */
export function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** The domain of the zone, of an environment whose checks have passed. */
export function domainOf({ dns }: Pick<Environment, "dns">): string {
  if (dns === undefined) throw new Error("a service is exposed, and there is no dns");
  return dns.domain;
}
