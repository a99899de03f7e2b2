import type { Layer } from "../stack/layer";
import { stateChecks } from "./state-checks";
import { planState } from "./state-plan";
import { StateStack } from "./state-stack";

export const stateLayer: Layer = {
  name: "state",
  checks: stateChecks,
  addStacks: (app, environment) => {
    for (const plan of planState(environment)) new StateStack(app, plan);
  },
};
