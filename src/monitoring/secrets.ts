/** Who reads the Prometheus of the other region: keys `username` and `password`. */
export const peerSecret = "peer-prometheus";

/** The user of Grafana, and the secret of its client at the provider. */
export const grafanaSecret = "grafana";
