import { defineLayer } from "../stack/layer";
import { dataChecks } from "./data-checks";
import { planData } from "./data-plan";
import { DataStack } from "./data-stack";

export const dataLayer = defineLayer({
  name: "data",
  checks: dataChecks,
  plan: planData,
  Stack: DataStack,
});
