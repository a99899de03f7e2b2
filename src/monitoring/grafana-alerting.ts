import type { Environment, Region } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { regionNames } from "../stack/names";
import { runbookUrl } from "./runbook-url";

/** Service of helm-values/kube-prometheus-stack.yaml, `fullnameOverride`. */
const alertmanagerUrl = "http://monitoring-alertmanager.monitoring:9093";

/**
 * What Grafana itself rings for: a Prometheus that answers nothing cannot say so. Its one contact point is the region's Alertmanager, so that
 * whatever rings takes the same routes, and one service account alone publishes.
 * https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
export function grafanaAlerting(environment: Environment, region: Region): PlainValues {
  const { cluster } = regionNames(environment, region);
  return {
    "contactpoints.yaml": {
      apiVersion: 1,
      contactPoints: [
        {
          orgId: 1,
          name: "alertmanager",
          receivers: [{ uid: "alertmanager", type: "prometheus-alertmanager", settings: { url: alertmanagerUrl } }],
        },
      ],
    },
    "policies.yaml": {
      apiVersion: 1,
      policies: [
        { orgId: 1, receiver: "alertmanager", group_by: ["alertname"], group_wait: "30s", repeat_interval: "1h" },
      ],
    },
    "rules.yaml": {
      apiVersion: 1,
      groups: [
        {
          orgId: 1,
          name: "monitoring",
          folder: "Platform",
          interval: "1m",
          rules: [
            {
              uid: "prometheus-silent",
              title: "PrometheusSilent",
              condition: "silent",
              data: [
                {
                  refId: "up",
                  relativeTimeRange: { from: 300, to: 0 },
                  datasourceUid: "prometheus",
                  model: { refId: "up", instant: true, expr: "count(up == 1)" },
                },
                {
                  refId: "silent",
                  datasourceUid: "__expr__",
                  model: {
                    refId: "silent",
                    type: "threshold",
                    expression: "up",
                    conditions: [{ evaluator: { type: "lt", params: [1] } }],
                  },
                },
              ],
              for: "5m",
              noDataState: "Alerting",
              execErrState: "Alerting",
              labels: { severity: "critical", cluster, region: region.code },
              annotations: {
                summary: `Prometheus of ${cluster} answers nothing: no rule of it is evaluated`,
                runbook_url: runbookUrl(environment, "docs/runbooks/monitoring.md#prometheus-answers-nothing"),
              },
            },
          ],
        },
      ],
    },
  };
}
