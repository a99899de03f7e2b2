import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { regionNames } from "../stack/names";

/** Whose metrics these are, and the role of Grafana. */
export function kubePrometheusStackValues(environment: Environment, region: Region): PlainValues {
  const { cluster } = regionNames(environment, region);
  return {
    prometheus: { prometheusSpec: { externalLabels: { cluster, region: region.code } } },
    grafana: { serviceAccount: serviceAccountValues(environment, region, "grafana") },
  };
}
