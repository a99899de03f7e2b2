import { defineLayer } from "../stack/layer";
import { stateChecks } from "./state-checks";
import { planState, type StatePlan } from "./state-plan";
import { StateStack } from "./state-stack";

/** Legitimate after a failover, a mistake before it. */
function reportSharedState(plans: readonly StatePlan[]): readonly string[] {
  return plans.flatMap(({ stack: { environment } }) => {
    const primary = environment.regions.find(({ role }) => role === "primary");
    if (environment.state.backend === "local" || environment.state.sharedRegion !== primary?.code) return [];
    return [
      `${environment.name}  warning: state.sharedRegion is ${primary.code}, the primary; its loss takes the state of what both regions share`,
    ];
  });
}

export const stateLayer = defineLayer({
  name: "state",
  checks: stateChecks,
  plan: planState,
  Stack: StateStack,
  report: reportSharedState,
});
