import type { KubernetesObject } from "../cloud/kubernetes-api";

interface AddonPods {
  readonly kind: "DaemonSet" | "Deployment";
  readonly name: string;
  /** Milli-CPU and MiB that one pod requests, over all of its containers. */
  readonly cpu: number;
  readonly memory: number;
  /** Of a deployment. */
  readonly replicas?: number;
  readonly priority: "system-node-critical" | "system-cluster-critical";
}

/**
 * What EKS puts on nodes itself, by the defaults of its add-ons:
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/values.yaml (the node agent of network policies beside it),
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.yaml (10m and 40Mi a container),
 * https://github.com/kubernetes-sigs/metrics-server/blob/master/charts/metrics-server/values.yaml,
 * https://github.com/aws/eks-pod-identity-agent/blob/main/charts/eks-pod-identity-agent/values.yaml,
 * https://github.com/coredns/helm/blob/master/charts/coredns/values.yaml (100m and 70Mi, as EKS has it)
 */
const addons: readonly AddonPods[] = [
  { kind: "DaemonSet", name: "aws-node", cpu: 50, memory: 0, priority: "system-node-critical" },
  { kind: "DaemonSet", name: "kube-proxy", cpu: 100, memory: 0, priority: "system-node-critical" },
  { kind: "DaemonSet", name: "ebs-csi-node", cpu: 30, memory: 120, priority: "system-node-critical" },
  { kind: "DaemonSet", name: "eks-pod-identity-agent", cpu: 0, memory: 0, priority: "system-node-critical" },
  { kind: "Deployment", name: "coredns", cpu: 100, memory: 70, replicas: 2, priority: "system-cluster-critical" },
  {
    kind: "Deployment",
    name: "ebs-csi-controller",
    cpu: 60,
    memory: 240,
    replicas: 2,
    priority: "system-cluster-critical",
  },
  {
    kind: "Deployment",
    name: "metrics-server",
    cpu: 100,
    memory: 200,
    replicas: 2,
    priority: "system-cluster-critical",
  },
];

/** Add-ons as objects, with the budgets that those of more than one pod have. */
export function addonObjects(): readonly KubernetesObject[] {
  return addons.flatMap(({ kind, name, cpu, memory, replicas = 1, priority }) => {
    const labels = { "app.kubernetes.io/name": name };
    const selector = { matchLabels: labels };
    const isDaemon = kind === "DaemonSet";
    const workload = {
      apiVersion: "apps/v1",
      kind,
      metadata: { name, namespace: "kube-system" },
      spec: {
        selector,
        ...(isDaemon ? {} : { replicas }),
        template: {
          metadata: { labels },
          spec: {
            priorityClassName: priority,
            ...(isDaemon
              ? { hostNetwork: true, tolerations: [{ operator: "Exists" }] }
              : {
                  affinity: {
                    podAntiAffinity: {
                      preferredDuringSchedulingIgnoredDuringExecution: [
                        {
                          weight: 100,
                          podAffinityTerm: { labelSelector: selector, topologyKey: "kubernetes.io/hostname" },
                        },
                      ],
                    },
                  },
                }),
            containers: [
              { name, image: `${name}:lab`, resources: { requests: { cpu: `${cpu}m`, memory: `${memory}Mi` } } },
            ],
          },
        },
      },
    };
    const budget = {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name, namespace: "kube-system" },
      spec: { maxUnavailable: 1, selector },
    };
    return [workload, ...(isDaemon ? [] : [budget])] as unknown as readonly KubernetesObject[];
  });
}
