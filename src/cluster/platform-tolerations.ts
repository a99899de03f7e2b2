import type { NodeGroup } from "./node-group-plan";

/** Taints that a part of the platform tolerates: Prometheus, Alertmanager and Grafana run on nodes of their own where there are any. */
export const platformTolerations: NodeGroup["taints"] = [
  { key: "dedicated", value: "monitoring", effect: "NoSchedule" },
];
