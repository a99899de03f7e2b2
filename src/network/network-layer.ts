import { defineLayer } from "../stack/layer";
import { reportAddresses } from "./address-report";
import { networkChecks } from "./network-checks";
import { planNetworks } from "./network-plan";
import { NetworkStack } from "./network-stack";
import { warnOfNetworks } from "./network-warnings";

export const networkLayer = defineLayer({
  name: "network",
  checks: networkChecks,
  plan: planNetworks,
  Stack: NetworkStack,
  report: reportAddresses,
  warn: warnOfNetworks,
});
