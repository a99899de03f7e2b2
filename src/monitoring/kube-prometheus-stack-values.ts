import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { regionNames } from "../stack/names";
import { alertmanagerValues } from "./alertmanager-values";
import { grafanaValues } from "./grafana-values";
import type { Placement } from "./monitoring-nodes";
import { retentionGiB } from "./prometheus-size";

/** Encrypted gp3, made by the platform stack: charts/platform-resources. */
const storageClassName = "gp3-encrypted";

/** Whose metrics these are, how much is kept where, who is told, and who looks at it. */
export function kubePrometheusStackValues(environment: Environment, region: Region, placement: Placement): PlainValues {
  const { cluster } = regionNames(environment, region);
  const { retentionDays, storageGiB, prometheus } = environment.monitoring;
  return {
    prometheusOperator: { ...placement, admissionWebhooks: { patch: placement } },
    prometheus: {
      prometheusSpec: {
        ...placement,
        externalLabels: { cluster, region: region.code },
        retention: `${retentionDays}d`,
        retentionSize: `${retentionGiB(environment.monitoring)}GiB`,
        resources: {
          requests: { cpu: `${prometheus.cpuMillis}m`, memory: `${prometheus.memoryMiB}Mi` },
          limits: { memory: `${prometheus.memoryMiB}Mi` },
        },
        storageSpec: {
          volumeClaimTemplate: {
            spec: {
              storageClassName,
              accessModes: ["ReadWriteOnce"],
              resources: { requests: { storage: `${storageGiB}Gi` } },
            },
          },
        },
      },
    },
    alertmanager: alertmanagerValues(environment, region, placement),
    "kube-state-metrics": placement,
    grafana: grafanaValues(environment, region, placement),
  };
}
