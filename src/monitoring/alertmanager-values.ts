import { getRegionFacts } from "../../modules/aws-regions";
import type { Environment, Region } from "../environment/environment";
import type { PlainValue, PlainValues } from "../helm/plain-values";
import { serviceAccountValues } from "../helm/service-account-values";
import { regionNames } from "../stack/names";
import type { Placement } from "./monitoring-nodes";
import { planRoutes, type Severity, severities } from "./routes";
import { urlSecretsOf } from "./secrets";

/** Where the operator mounts a secret that Alertmanager reads. */
const mounted = (secret: string) => `/etc/alertmanager/secrets/${secret}/url`;

/** Keeps an alert to itself. */
const nobody = "nobody";

/** How long an alert that goes on is not repeated. */
const repeatInterval: Readonly<Record<Severity, string>> = { critical: "1h", warning: "12h", info: "24h" };

/** Who is told of what, and by which service account. */
export function alertmanagerValues(environment: Environment, region: Region, placement: Placement): PlainValues {
  return {
    config: alertmanagerConfig(environment, region),
    serviceAccount: serviceAccountValues(environment, region, "alertmanager"),
    alertmanagerSpec: {
      ...placement,
      secrets: urlSecretsOf(environment.monitoring),
    },
  };
}

/** https://prometheus.io/docs/alerting/latest/configuration/ */
function alertmanagerConfig(environment: Environment, region: Region): PlainValues {
  const { heartbeat } = environment.monitoring;
  const routes = planRoutes(environment);
  const told = (severity: Severity) => (routes[severity].length > 0 ? severity : nobody);
  return {
    route: {
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: repeatInterval.warning,
      // An alert that does not say how bad it is must not get lost.
      receiver: told("warning"),
      routes: [
        heartbeat === undefined
          ? { matchers: ['alertname = "Watchdog"'], receiver: nobody }
          : {
              matchers: ['alertname = "Watchdog"'],
              receiver: "heartbeat",
              group_wait: "0s",
              group_interval: "1m",
              repeat_interval: "50s",
            },
        { matchers: ['alertname = "InfoInhibitor"'], receiver: nobody },
        ...severities.map((severity) => ({
          matchers: [`severity = "${severity}"`],
          receiver: told(severity),
          repeat_interval: repeatInterval[severity],
        })),
      ],
    },
    receivers: [
      { name: nobody },
      ...severities
        .filter((severity) => routes[severity].length > 0)
        .map((severity) => receiverOf(environment, region, severity, routes[severity])),
      ...(heartbeat === undefined
        ? []
        : [{ name: "heartbeat", webhook_configs: [{ url_file: mounted(heartbeat.urlSecret), send_resolved: false }] }]),
    ],
  };
}

function receiverOf(
  environment: Environment,
  region: Region,
  severity: Severity,
  names: readonly string[],
): PlainValues {
  const { receivers } = environment.monitoring;
  const webhooks = names.flatMap((name): PlainValue[] => {
    const receiver = receivers[name];
    return receiver === undefined ? [] : [{ url_file: mounted(receiver.urlSecret), send_resolved: true }];
  });
  return {
    name: severity,
    ...(names.includes("alarms") ? { sns_configs: [topicOf(environment, region)] } : {}),
    ...(webhooks.length > 0 ? { webhook_configs: webhooks } : {}),
  };
}

function topicOf(environment: Environment, region: Region): PlainValues {
  const { partition } = getRegionFacts(region.code);
  const { alarmTopic } = regionNames(environment, region);
  return {
    topic_arn: `arn:${partition}:sns:${region.code}:${environment.accountId}:${alarmTopic}`,
    sigv4: { region: region.code },
    send_resolved: true,
    // SNS takes 100 characters.
    subject: `[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} in ${environment.name} ${region.code}`,
  };
}
