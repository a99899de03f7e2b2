import { frontDoorHost } from "../entry/front-door-host";
import { regionSwitch } from "../entry/region-switch";
import type { Environment } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";

/** What the blackbox exporters of both regions ask for. */
export interface Probe {
  readonly name: string;
  readonly url: string;
  /** Of blackbox-exporter: what counts as an answer. */
  readonly module: string;
}

/** The front door of each region, where there is one, and what the environment names. */
export function probesOf(environment: Environment): readonly Probe[] {
  const named = Object.entries(environment.monitoring.probes);
  return [...probeFrontDoors(environment), ...named.map(([name, { url }]) => ({ name, url, module: "http_2xx" }))];
}

export function probeFrontDoors({
  dns,
  edge,
  regions,
}: Pick<Environment, "dns" | "edge" | "regions">): readonly (Probe & { readonly region: string })[] {
  if (dns === undefined || edge === undefined) return [];
  return regions.map((region) => ({
    name: `front-door-${region.code}`,
    url: `https://${frontDoorHost(dns, region)}${regionSwitch.path}`,
    module: `region-${region.code}`,
    region: region.code,
  }));
}

/**
 * Beside its base, which asks for 200 alone: the answer of a region's front door must be that region's. Without a record of its own the name
 * leads to the one that serves, by the record of all names.
 */
export function blackboxExporterValues(environment: Environment): PlainValues {
  const modules = probeFrontDoors(environment).map(({ module, region }) => [
    module,
    {
      prober: "http",
      timeout: "5s",
      http: {
        follow_redirects: false,
        fail_if_not_ssl: true,
        preferred_ip_protocol: "ip4",
        fail_if_body_not_matches_regexp: [`^${region}: `],
      },
    },
  ]);
  return modules.length === 0 ? {} : { config: { modules: Object.fromEntries(modules) } };
}
