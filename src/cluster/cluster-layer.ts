import type { Layer } from "../stack/layer";
import { clusterChecks } from "./cluster-checks";
import { planClusters } from "./cluster-plan";
import { ClusterStack } from "./cluster-stack";
import { reportNodes } from "./node-report";
import { warnOfEndingSupport } from "./version-warnings";

export const clusterLayer: Layer = {
  name: "cluster",
  checks: clusterChecks,
  addStacks: (app, environment) => {
    for (const plan of planClusters(environment)) new ClusterStack(app, plan);
  },
  report: reportNodes,
  warn: warnOfEndingSupport,
};
