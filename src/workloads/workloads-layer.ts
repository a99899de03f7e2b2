import { deliveryFiles } from "../gitops/delivery-files";
import type { HelmFiles } from "../helm/helm-files";
import { releaseFiles } from "../helm/release-files";
import { defineLayer, type Layer } from "../stack/layer";
import { workloadsChecks } from "./workloads-checks";
import { planWorkloads } from "./workloads-plan";
import { WorkloadsStack } from "./workloads-stack";

/** The microservices of the environment file. */
export function defineWorkloadsLayer(files: HelmFiles): Layer {
  return defineLayer({
    name: "workloads",
    checks: workloadsChecks,
    plan: (environment) => planWorkloads(environment, files),
    Stack: WorkloadsStack,
    files: (plans) => [...releaseFiles(plans), ...deliveryFiles(plans)],
  });
}
