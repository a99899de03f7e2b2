import { type Check, defineCheck } from "../config/check";
import { isReadThroughEntry } from "./prometheus-entry";

/** The name of the load balancer is in the zone, and so is what proves its certificate. */
const peerCheck: Check = defineCheck(["monitoring", "dns", "platform.acme"], ({ monitoring, dns, platform }) => {
  if (!isReadThroughEntry(monitoring)) return [];
  const missing = [...(dns === undefined ? ["dns"] : []), ...(platform.acme === undefined ? ["platform.acme"] : [])];
  if (missing.length === 0) return [];
  return [
    {
      path: "monitoring.peerPrometheus",
      got: `no ${missing.join(" and no ")}`,
      expected: "a zone and an issuer for the names that the regions read each other by",
      fix: `add ${missing.join(" and ")}, or a url that leads to Prometheus in another way`,
    },
  ];
});

/** Pods come behind a load balancer by its controller alone. */
const controllerCheck: Check = defineCheck(
  ["monitoring", "edge", "platform.releases"],
  ({ monitoring, edge, platform }) => {
    if (platform.releases["aws-load-balancer-controller"].enabled) return [];
    const served = [
      ...(isReadThroughEntry(monitoring)
        ? [{ field: "monitoring.peerPrometheus", another: "name another way in monitoring.peerPrometheus.url" }]
        : []),
      ...(edge === undefined ? [] : [{ field: "edge", another: "remove edge" }]),
    ];
    return served.slice(0, 1).map(({ field, another }) => ({
      path: 'platform.releases["aws-load-balancer-controller"].enabled',
      got: "false",
      expected: `true: it puts pods behind the load balancer of ${field}`,
      fix: `leave it on, or ${another}`,
    }));
  },
);

/** Whether load balancers have what their names need, and somebody who puts pods behind them. */
export const entryChecks: readonly Check[] = [peerCheck, controllerCheck];
