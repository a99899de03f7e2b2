import type { Service } from "./service";

/** The name that other services call a service by, in its own cluster. */
export function serviceHost(name: string, { namespace }: Pick<Service, "namespace">): string {
  return `${name}.${namespace}.svc.cluster.local`;
}
