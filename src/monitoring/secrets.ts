import type { Environment } from "../environment/environment";

/** Who reads the Prometheus of the other region: keys `username` and `password`. */
export const peerSecret = "peer-prometheus";

/** The user of Grafana, and the secret of its client at the provider. */
export const grafanaSecret = "grafana";

/** The secrets that each hold one URL that Alertmanager calls; several receivers may share one. */
export function urlSecretsOf({ receivers, heartbeat }: Environment["monitoring"]): readonly string[] {
  const called = [...Object.values(receivers), ...(heartbeat === undefined ? [] : [heartbeat])];
  return [...new Set(called.map(({ urlSecret }) => urlSecret))];
}
