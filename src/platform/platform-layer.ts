import { deliveryCheck } from "../gitops/delivery-check";
import { deliveryFiles } from "../gitops/delivery-files";
import type { HelmFiles } from "../helm/helm-files";
import { releaseFiles } from "../helm/release-files";
import { ReleaseStack } from "../helm/release-stack";
import { defineLayer, type Layer } from "../stack/layer";
import { definePlatformChecks } from "./platform-checks";
import { planPlatformStacks } from "./platform-plan";

/** The controllers that everything else on the clusters stands on. */
export function definePlatformLayer(files: HelmFiles): Layer {
  return defineLayer({
    name: "platform",
    checks: [...definePlatformChecks(files), deliveryCheck],
    plan: (environment) => planPlatformStacks(environment, files),
    Stack: ReleaseStack,
    files: (plans) => [...releaseFiles(plans), ...deliveryFiles(plans)],
  });
}
