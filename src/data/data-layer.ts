import { defineLayer } from "../stack/layer";
import { dataChecks } from "./data-checks";
import { planData } from "./data-plan";
import { DataStack } from "./data-stack";
import { warnOfInstanceClasses } from "./instance-class-warnings";
import { warnOfEndingPostgres } from "./version-warnings";
import { warnOfWriterInOneZone } from "./writer-warnings";

export const dataLayer = defineLayer({
  name: "data",
  checks: dataChecks,
  plan: planData,
  Stack: DataStack,
  warn: (environment, today) => [
    ...warnOfInstanceClasses(environment),
    ...warnOfEndingPostgres(environment, today),
    ...warnOfWriterInOneZone(environment),
  ],
});
