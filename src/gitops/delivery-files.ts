import type { Environment } from "../environment/environment";
import type { ReleaseStackPlan } from "../helm/release-stack-plan";
import { yamlText } from "../helm/yaml-text";
import type { OutputFile } from "../output/output-file";
import { argoApplication } from "./argo-application";
import { fluxManifests } from "./flux-manifests";

/** The Git repository that holds the output directory. */
export type GitRepository = Extract<Environment["delivery"], { readonly repository: unknown }>["repository"];

/** An object of Kubernetes. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What controllers in the clusters install the releases of stacks by; nothing where Terraform installs them. */
export function deliveryFiles(plans: readonly ReleaseStackPlan[]): readonly OutputFile[] {
  return plans.flatMap(filesOfStack);
}

function filesOfStack(plan: ReleaseStackPlan): readonly OutputFile[] {
  const { delivery } = plan.stack.environment;
  if (delivery.by === "terraform") return [];
  const manifests =
    delivery.by === "argo-cd"
      ? plan.releases.map((release) => [release.name, argoApplication(plan, release, delivery.repository)] as const)
      : fluxManifests(plan, delivery.repository);
  return manifests.map(([name, manifest]) => ({
    path: `${deliveryFolder(plan)}/${name}.yaml`,
    text: yamlText(manifest),
  }));
}

/** Where the output directory has them: a folder for each stack, which one Application or Kustomization takes whole. */
function deliveryFolder({ stack, region }: ReleaseStackPlan): string {
  return `gitops/${stack.environment.name}/${region.code}/${stack.layer}`;
}
