import { type Environment, type Region, shortCodeOf } from "../environment/environment";

/** How the other region reads a region's Prometheus through the internal load balancer. */
export const prometheusEntry = {
  port: 443,
  /** Of the pods behind it, which ask for a password before they pass a query on. */
  targetPort: 9443,
} as const;

type PeerEnvironment = Pick<Environment, "dns" | "monitoring">;

/** Whether the regions are to read each other through load balancers of ours, and not in another way or not at all. */
export function isReadThroughEntry({ peerPrometheus }: Environment["monitoring"]): boolean {
  return peerPrometheus !== undefined && peerPrometheus.url === undefined;
}

/** The name that a region's Prometheus has in the zone; none where no load balancer of ours leads to it. */
export function prometheusHost({ dns, monitoring }: PeerEnvironment, region: Pick<Region, "code">): string | undefined {
  if (dns === undefined || !isReadThroughEntry(monitoring)) return undefined;
  return `prometheus-${shortCodeOf(region)}.${dns.domain}`;
}

/** Where a region's Prometheus answers the other region, by our load balancer or by a way of the team's own; none where it does not. */
export function prometheusUrl(environment: PeerEnvironment, region: Pick<Region, "code">): string | undefined {
  const host = prometheusHost(environment, region);
  return host === undefined
    ? environment.monitoring.peerPrometheus?.url?.replaceAll("{region}", region.code)
    : `https://${host}`;
}
