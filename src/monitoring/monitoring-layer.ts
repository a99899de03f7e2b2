import { deliveryFiles } from "../gitops/delivery-files";
import type { HelmFiles } from "../helm/helm-files";
import { releaseFiles } from "../helm/release-files";
import { ReleaseStack } from "../helm/release-stack";
import { defineLayer, type Layer } from "../stack/layer";
import { defineMonitoringChecks } from "./monitoring-checks";
import { planMonitoringStacks } from "./monitoring-plan";
import { warnOfUnlabelledNodes } from "./monitoring-warnings";

/** Monitoring in a stack of its own: what breaks in it holds back no controller that a failover needs. */
export function defineMonitoringLayer(files: HelmFiles): Layer {
  return defineLayer({
    name: "monitoring",
    checks: defineMonitoringChecks(files),
    plan: (environment) => planMonitoringStacks(environment, files),
    Stack: ReleaseStack,
    files: (plans) => [...releaseFiles(plans), ...deliveryFiles(plans)],
    warn: warnOfUnlabelledNodes,
  });
}
