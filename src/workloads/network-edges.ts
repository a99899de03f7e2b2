import { type Environment, getOtherRegion, type Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { planRegionAddresses } from "../network/network-plan";
import { actsInAws, type Service } from "./service";

/** What the network policy of a service admits in a region, for charts/microservice. Nothing else gets through. */
export function planNetworkEdges(
  environment: Environment,
  region: Region,
  name: string,
  service: Service,
): PlainValues {
  const { services } = environment;
  const callers = Object.entries(services).filter(([, { calls }]) => calls.includes(name));
  const callees = Object.entries(services).filter(([callee]) => service.calls.includes(callee));
  const needsHttps = service.internet || actsInAws(service);
  return {
    callers: callers.map(([caller, { namespace }]) => ({ namespace, name: caller })),
    callees: callees.map(([callee, { namespace, port }]) => ({ namespace, name: callee, port })),
    frontDoor: service.expose === undefined ? [] : frontDoorRanges(environment, region),
    database: service.database === undefined ? [] : databaseRanges(environment),
    https: needsHttps ? { except: neighbours(environment, region) } : {},
    podIdentity: service.identity === "pod-identity" && actsInAws(service),
  };
}

/** Where requests of users come from: addresses of the load balancer, which stands where `edge` needs it. */
export function frontDoorRanges({ edge }: Pick<Environment, "edge">, region: Region): readonly string[] {
  const { subnets } = planRegionAddresses(region);
  return edge?.by === "route53" ? subnets.public : subnets.private;
}

/** Of both regions: after a promotion the writer is the other one. */
function databaseRanges({ regions }: Pick<Environment, "regions">): readonly string[] {
  return regions.flatMap((region) => planRegionAddresses(region).subnets.database);
}

/** Instance metadata, the agent of Pod Identity, DNS and time of AWS. */
const linkLocal = "169.254.0.0/16";

/**
 * Private networks that the way to the internet and to AWS leads not into: the API server of the cluster, which every Service of it has an
 * address beside, the other region, peers. The region's own pods only where no endpoints of AWS stand among them: there, and everywhere else, it
 * is the policy of whoever is called that refuses.
 */
function neighbours(environment: Environment, region: Region): readonly string[] {
  const { subnets } = planRegionAddresses(region);
  return [
    linkLocal,
    region.serviceCidr,
    ...subnets.intra,
    ...subnets.database,
    ...(environment.interfaceEndpoints.length === 0 ? subnets.private : []),
    getOtherRegion(environment, region.code).cidr,
    ...Object.values(environment.peers).map(({ cidr }) => cidr),
  ];
}
