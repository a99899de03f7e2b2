import { type Environment, type Region, shortCodeOf } from "../environment/environment";

/** Where the other region reads a region's Prometheus: by TLS at 443 of the internal load balancer. */
export const prometheusEntry = {
  port: 443,
  /** Of the pods behind the load balancer, which ask for a password before they pass a query on. */
  targetPort: 9443,
} as const;

/** The name that a region's Prometheus is read by from the other region; none where the environment has no zone to put it in. */
export function prometheusHost({ dns }: Pick<Environment, "dns">, region: Pick<Region, "code">): string | undefined {
  return dns === undefined ? undefined : `prometheus-${shortCodeOf(region)}.${dns.domain}`;
}
