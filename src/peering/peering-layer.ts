import type { Layer } from "../stack/layer";
import { peeringChecks } from "./peering-checks";
import { planPeering } from "./peering-plan";
import { PeeringStack } from "./peering-stack";

export const peeringLayer: Layer = {
  name: "peering",
  checks: peeringChecks,
  addStacks: (app, environment) => {
    for (const plan of planPeering(environment)) new PeeringStack(app, plan);
  },
};
