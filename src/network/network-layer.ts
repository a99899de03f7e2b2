import type { Layer } from "../stack/layer";
import { reportAddresses } from "./address-report";
import { networkChecks } from "./network-checks";
import { planNetworks } from "./network-plan";
import { NetworkStack } from "./network-stack";

export const networkLayer: Layer = {
  name: "network",
  checks: networkChecks,
  addStacks: (app, environment) => {
    for (const plan of planNetworks(environment)) new NetworkStack(app, plan);
  },
  report: reportAddresses,
};
