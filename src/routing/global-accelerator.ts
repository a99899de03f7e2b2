import { mergeShares, type Share, type Way } from "./share";

/** What a listener of an accelerator has in one region. */
export interface EndpointGroup {
  readonly region: string;
  /** Percentage of the traffic directed to the group that it takes. What it does not take goes to the next closest. */
  readonly trafficDial: number;
  readonly endpoints: readonly Endpoint[];
}

export interface Endpoint {
  readonly name: string;
  /** Its part within the group, in proportion to the others. With 0 it gets nothing and takes over for nobody. */
  readonly weight: number;
  readonly isHealthy: boolean;
}

/** How many of the groups that are closest to a client are tried before the accelerator fails open. */
const triedGroups = 3;

/**
 * Seconds after which new connections follow the health of endpoints, in both directions: "about 30 seconds or so". Established connections
 * stay where they are until they end.
 */
export const acceleratorDelaySec = 30;

/**
 * Where Global Accelerator leads the new connections of clients, who are described by how far the regions are from them, nearest first.
 *
 * 1. Traffic is directed to the closest group with a dial above 0. The group takes what its dial says, the next closest takes its part of the
 *    remainder, and so on. What the last of them leaves, it takes too: AWS documents two groups at 50, where both readings are the same.
 * 2. A group shares it between healthy endpoints with a weight above 0, in proportion to their weights.
 * 3. Where it has none, the traffic goes to the closest group that has one, whatever its dial, among the three groups closest to the client.
 * 4. Where none of these has one, the traffic goes to a random endpoint of the group closest to the client: the accelerator fails open.
 *
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints-endpoint-weights.unhealthy-endpoints.html
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-traffic-dial.html
 *
 * @throws Error where no group has a dial above 0, or none has an endpoint: AWS does not say what becomes of the traffic
 */
export function routeByAccelerator(
  groups: readonly EndpointGroup[],
  regionsNearestFirst: readonly string[],
): readonly Share[] {
  const nearestFirst = inOrder(groups, regionsNearestFirst);
  const shares = direct(nearestFirst).flatMap(({ group, part }) => {
    const own = shareOut(group, part, "regular");
    return own.length > 0 ? own : failOver(nearestFirst, part);
  });
  return mergeShares(shares);
}

function inOrder(groups: readonly EndpointGroup[], regions: readonly string[]): readonly EndpointGroup[] {
  const unknown = groups.find(({ region }) => !regions.includes(region));
  if (unknown !== undefined) throw new Error(`nobody said how far ${unknown.region} is`);
  return groups.toSorted((a, b) => regions.indexOf(a.region) - regions.indexOf(b.region));
}

/** What each group is meant to take, before anybody asks for its health. */
function direct(nearestFirst: readonly EndpointGroup[]): readonly { group: EndpointGroup; part: number }[] {
  const open = nearestFirst.filter(({ trafficDial }) => trafficDial > 0);
  if (open.length === 0) throw new Error("no endpoint group has a traffic dial above 0");
  let left = 1;
  return open.map((group, i) => {
    const part = i === open.length - 1 ? left : (left * group.trafficDial) / 100;
    left -= part;
    return { group, part };
  });
}

/** Among healthy endpoints with a weight; nothing where there are none. */
function shareOut({ region, endpoints }: EndpointGroup, part: number, way: Way): readonly Share[] {
  const able = endpoints.filter(({ isHealthy, weight }) => isHealthy && weight > 0);
  const sum = able.reduce((total, { weight }) => total + weight, 0);
  return able.map(({ name, weight }) => ({ region, endpoint: name, part: (part * weight) / sum, way }));
}

function failOver(nearestFirst: readonly EndpointGroup[], part: number): readonly Share[] {
  const [taken] = nearestFirst
    .slice(0, triedGroups)
    .map((group) => shareOut(group, part, "failover"))
    .filter((shares) => shares.length > 0);
  return taken ?? failOpen(nearestFirst, part);
}

/** Any endpoint of the closest group, with the same probability, its dial and its endpoints' weights aside. */
function failOpen(nearestFirst: readonly EndpointGroup[], part: number): readonly Share[] {
  const nearest = nearestFirst.find(({ endpoints }) => endpoints.length > 0);
  if (nearest === undefined) throw new Error("no endpoint group has an endpoint");
  const { region, endpoints } = nearest;
  return endpoints.map(({ name }) => ({ region, endpoint: name, part: part / endpoints.length, way: "fail-open" }));
}
