import type { Environment } from "../environment/environment";
import type { Layer } from "../stack/layer";
import { stateChecks } from "./state-checks";
import { planState } from "./state-plan";
import { StateStack } from "./state-stack";

/** Legitimate after a failover, a mistake before it. */
function warnOfSharedState({ name, state, regions }: Environment): readonly string[] {
  const primary = regions.find(({ role }) => role === "primary");
  if (state.backend === "local" || state.sharedRegion !== primary?.code) return [];
  return [
    `${name}  warning: state.sharedRegion is ${primary.code}, the primary; its loss takes the state of what both regions share`,
  ];
}

export const stateLayer: Layer = {
  name: "state",
  checks: stateChecks,
  addStacks: (app, environment) => {
    for (const plan of planState(environment)) new StateStack(app, plan);
  },
  report: warnOfSharedState,
};
