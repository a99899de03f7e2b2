import { defineLayer } from "../stack/layer";
import { peeringChecks } from "./peering-checks";
import { planPeering } from "./peering-plan";
import { PeeringStack } from "./peering-stack";

export const peeringLayer = defineLayer({
  name: "peering",
  checks: peeringChecks,
  plan: planPeering,
  Stack: PeeringStack,
});
