import { type Check, defineCheck } from "../config/check";

/** The name of the load balancer is in the zone, and so is what proves its certificate. */
const peerCheck: Check = defineCheck(["monitoring", "dns", "platform.acme"], ({ monitoring, dns, platform }) => {
  const { peerPrometheus } = monitoring;
  if (peerPrometheus === undefined || peerPrometheus.url !== undefined) return [];
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

/** Whether load balancers have what their names need. */
export const entryChecks: readonly Check[] = [peerCheck];
