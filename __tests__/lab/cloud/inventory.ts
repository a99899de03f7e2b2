import type { KubernetesApi, KubernetesObject } from "./kubernetes-api";

/** An object of a cluster by what it is and where: `Secret kube-system/aws-load-balancer-tls`. */
export type ObjectName = string;

/** What comes and goes by itself, or only mirrors something else. */
const transient: ReadonlySet<string> = new Set([
  "APIService",
  "ComponentStatus",
  "Endpoints",
  "EndpointSlice",
  "Event",
  "Lease",
]);

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly verbs: readonly string[] }[];
}

/** Everything that is in a cluster, but for what comes and goes by itself. */
export async function takeInventory(api: KubernetesApi): Promise<ReadonlySet<ObjectName>> {
  const lists = await Promise.all((await groupVersions(api)).map((path) => listGroup(api, path)));
  return new Set(lists.flat());
}

async function groupVersions(api: KubernetesApi): Promise<readonly string[]> {
  const { groups } = await api.call<{ groups: readonly { preferredVersion: { groupVersion: string } }[] }>(
    "GET",
    "/apis",
  );
  return ["/api/v1", ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
}

async function listGroup(api: KubernetesApi, path: string): Promise<readonly ObjectName[]> {
  const resources = await resourcesIn(api, path);
  const listed = resources.filter(
    ({ name, kind, verbs }) => !name.includes("/") && verbs.includes("list") && !transient.has(kind),
  );
  const names = await Promise.all(
    listed.map(async ({ name, kind }) => (await api.list(`${path}/${name}`)).map((object) => nameOf(kind, object))),
  );
  return names.flat();
}

/** What a group serves. One of CRDs is known a moment before it serves anything. */
async function resourcesIn(api: KubernetesApi, path: string): Promise<ResourceList["resources"]> {
  const { status, body } = await api.send("GET", path);
  if (status === 404) return [];
  return (JSON.parse(body) as ResourceList).resources;
}

function nameOf(kind: string, { metadata: { name, namespace } }: KubernetesObject): ObjectName {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** What is in one inventory and not in the other, in order. */
export function without(inventory: ReadonlySet<ObjectName>, other: ReadonlySet<ObjectName>): readonly ObjectName[] {
  return [...inventory].filter((name) => !other.has(name)).toSorted();
}
