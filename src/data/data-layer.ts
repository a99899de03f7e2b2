import type { Layer } from "../stack/layer";
import { dataChecks } from "./data-checks";
import { planData } from "./data-plan";
import { DataStack } from "./data-stack";

export const dataLayer: Layer = {
  name: "data",
  checks: dataChecks,
  addStacks: (app, environment) => {
    for (const plan of planData(environment)) new DataStack(app, plan);
  },
};
