import { defineLayer } from "../stack/layer";
import { dataChecks } from "./data-checks";
import { planData } from "./data-plan";
import { DataStack } from "./data-stack";
import { warnOfInstanceClasses } from "./instance-class-warnings";

export const dataLayer = defineLayer({
  name: "data",
  checks: dataChecks,
  plan: planData,
  Stack: DataStack,
  warn: warnOfInstanceClasses,
});
