import { defineLayer } from "../stack/layer";
import { clusterChecks } from "./cluster-checks";
import { planClusters } from "./cluster-plan";
import { ClusterStack } from "./cluster-stack";
import { warnOfInstanceTypes } from "./instance-type-warnings";
import { reportNodes } from "./node-report";
import { warnOfEndingSupport } from "./version-warnings";

export const clusterLayer = defineLayer({
  name: "cluster",
  checks: clusterChecks,
  plan: planClusters,
  Stack: ClusterStack,
  report: reportNodes,
  warn: (environment, today) => [...warnOfEndingSupport(environment, today), ...warnOfInstanceTypes(environment)],
});
