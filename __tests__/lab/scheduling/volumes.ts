import type { KubernetesApi, KubernetesObject } from "../cloud/kubernetes-api";

type Claim = KubernetesObject & {
  readonly spec: { readonly volumeName?: string; readonly storageClassName?: string };
  readonly status: { readonly phase: string };
};

const zoneLabel = "topology.kubernetes.io/zone";

/** The node that the scheduler would put the pod of a claim on, which is what a driver waits for. */
const selectedNode = "volume.kubernetes.io/selected-node";

/** Makes the volumes that the driver of EBS would make: in the zone of the node that the scheduler chose, and nowhere else from then on. */
export async function provideVolumes(api: KubernetesApi): Promise<void> {
  const claims = await api.list<Claim>("/api/v1/persistentvolumeclaims");
  for (const { metadata, spec } of claims.filter(({ status }) => status.phase === "Pending")) {
    const node = metadata.annotations?.[selectedNode];
    const name = `ebs-${metadata.namespace}-${metadata.name}`;
    if (node === undefined || (await api.send("GET", `/api/v1/persistentvolumes/${name}`)).status === 200) continue;
    const { metadata: found } = await api.call<KubernetesObject>("GET", `/api/v1/nodes/${node}`);
    await api.call("POST", "/api/v1/persistentvolumes", {
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name },
      spec: {
        capacity: { storage: "1Ti" },
        accessModes: ["ReadWriteOnce"],
        persistentVolumeReclaimPolicy: "Retain",
        storageClassName: spec.storageClassName ?? "",
        claimRef: { namespace: metadata.namespace, name: metadata.name },
        csi: { driver: "ebs.csi.aws.com", volumeHandle: name },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: zoneLabel, operator: "In", values: [found.labels?.[zoneLabel]] }] },
            ],
          },
        },
      },
    });
  }
}

/** The zones of volumes by the claims that they belong to, `<namespace>/<name>`. */
export async function zonesOfClaims(api: KubernetesApi): Promise<ReadonlyMap<string, string>> {
  const volumes = await api.list<
    KubernetesObject & {
      readonly spec: {
        readonly claimRef: { readonly namespace: string; readonly name: string };
        readonly nodeAffinity: {
          readonly required: {
            readonly nodeSelectorTerms: readonly {
              readonly matchExpressions: readonly { readonly values: string[] }[];
            }[];
          };
        };
      };
    }
  >("/api/v1/persistentvolumes");
  return new Map(
    volumes.map(({ spec: { claimRef, nodeAffinity } }) => [
      `${claimRef.namespace}/${claimRef.name}`,
      nodeAffinity.required.nodeSelectorTerms[0]?.matchExpressions[0]?.values[0] ?? "",
    ]),
  );
}
