import type { KubernetesObject } from "../cloud/kubernetes-api";

interface PodLike {
  readonly replicas?: number;
  readonly serviceAccountName?: string;
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
  readonly topologySpreadConstraints?: readonly object[];
  readonly priorityClassName?: string;
  readonly securityContext?: object;
  readonly resources?: object;
  readonly storage?: { readonly volumeClaimTemplate?: { readonly spec?: object } };
}

type Custom = KubernetesObject & { readonly spec: PodLike };

/** What the operator adds to every pod: it reloads the configuration. https://github.com/prometheus-operator/prometheus-operator, `--config-reloader-*` */
const reloader = { requests: { cpu: "10m", memory: "50Mi" }, limits: { cpu: "10m", memory: "50Mi" } };

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

const container = (name: string, resources: object) => ({
  name,
  image: `${name}:lab`,
  resources,
  securityContext: restricted,
});

/**
 * The stateful sets that the operator of Prometheus would make: it does not run in the lab, and its pods are the largest of all.
 * https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/server/statefulset.go
 */
export function operated(object: KubernetesObject): KubernetesObject {
  if (object.kind !== "Prometheus" && object.kind !== "Alertmanager") return object;
  const { metadata, spec } = object as Custom;
  const kind = object.kind.toLowerCase();
  const labels = {
    "app.kubernetes.io/name": kind,
    "app.kubernetes.io/instance": metadata.name,
    [kind]: metadata.name,
  };
  const { replicas = 1, resources = {}, storage, ...pod } = spec;
  const { serviceAccountName, nodeSelector, tolerations, affinity, topologySpreadConstraints, priorityClassName } = pod;
  const statefulSet = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: `${kind}-${metadata.name}`, namespace: metadata.namespace },
    spec: {
      replicas,
      serviceName: `${kind}-operated`,
      podManagementPolicy: "Parallel",
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...{ serviceAccountName, nodeSelector, tolerations, affinity, topologySpreadConstraints, priorityClassName },
          containers: [container(kind, resources), container("config-reloader", reloader)],
        },
      },
      ...(storage?.volumeClaimTemplate === undefined
        ? {}
        : { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: storage.volumeClaimTemplate.spec }] }),
    },
  };
  return statefulSet as unknown as KubernetesObject;
}
