import { join } from "node:path";
import { kubernetesVersions } from "../../../modules/kubernetes-versions";
import type { Environment } from "../../../src/environment/environment";
import type { HelmFiles } from "../../../src/helm/helm-files";
import type { ReleaseStackPlan } from "../../../src/helm/release-stack-plan";
import { labFolder } from "../../../src/local/lab-folder";
import type { Cloud, CloudRegion } from "./cloud";
import type { KubernetesObject } from "./kubernetes-api";
import { type RenderedRelease, renderRelease } from "./rendered-release";

/** A layer of releases, by its pure plan. */
export type PlanReleaseStacks = (environment: Environment, files: HelmFiles) => readonly ReleaseStackPlan[];

/** The stack of a layer in one region, with the cluster that it is applied to. */
export interface PlacedStack {
  readonly plan: ReleaseStackPlan;
  readonly region: CloudRegion;
}

/** The stacks of a layer beside the clusters of the cloud, for each region that has one. */
export function placeStacks(
  { environment, helmFiles, regions }: Cloud,
  planStacks: PlanReleaseStacks,
  changes: object = {},
): readonly PlacedStack[] {
  const plans = planStacks(environment(changes), helmFiles);
  return regions.map((region) => {
    const plan = plans.find((one) => one.region.code === region.plan.region.code);
    if (plan === undefined) throw new Error(`${region.cluster.name} has no stack of that layer`);
    return { plan, region };
  });
}

/** A release as some of the supported minors get it. */
export interface Rendering {
  readonly release: string;
  readonly minors: readonly string[];
  readonly rendered: RenderedRelease;
}

/** Every release of a stack as each supported minor gets it; minors that get the same together. */
export async function renderStack({ laboratory }: Cloud, { plan }: PlacedStack): Promise<readonly Rendering[]> {
  const place = {
    lab: labFolder(process.env),
    stackDirectory: join(laboratory.folder, "cdktf.out", "stacks", plan.stack.id),
  };
  const renderings = new Map<string, Rendering>();
  for (const release of plan.releases) {
    for (const minor of Object.keys(kubernetesVersions)) {
      const rendered = await renderRelease(place, release, `${minor}.0`);
      // Certificates that a chart makes are others each time.
      const key = `${release.name} ${rendered.text.replaceAll(/[\w+/]{200,}=*/g, "")}`;
      const minors = [...(renderings.get(key)?.minors ?? []), minor];
      renderings.set(key, { release: release.name, minors, rendered });
    }
  }
  return [...renderings.values()];
}

/** What a server says of objects that it is asked to take and does not keep: nothing where it takes them without a word. */
export async function complaintsAbout({ cluster }: CloudRegion, namespace: string, text: string): Promise<string> {
  const args = ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--filename=-"];
  try {
    return (await cluster.kubectl(namespace, args, text)).stderr;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error);
  }
}

export interface Pod extends KubernetesObject {
  readonly metadata: KubernetesObject["metadata"] & { readonly ownerReferences?: readonly { readonly kind: string }[] };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

/** The pods of some namespaces that do not run, with what their conditions say. */
export async function podsThatDoNotRun(
  { cluster }: CloudRegion,
  namespaces: readonly string[],
): Promise<readonly string[]> {
  const pods = await cluster.api.list<Pod>("/api/v1/pods");
  return pods
    .filter(({ metadata: { namespace = "" }, status }) => namespaces.includes(namespace) && !isWell(status))
    .map(({ metadata: { namespace, name }, status: { phase, conditions = [] } }) => {
      const reasons = conditions
        .filter(({ status }) => status !== "True")
        .map(({ type, message }) => `${type}: ${message}`);
      return `${namespace}/${name} is ${phase}: ${reasons.join("; ")}`;
    });
}

interface Event extends KubernetesObject {
  readonly type: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

/** The last warnings of a cluster. */
export async function warningsIn({ cluster }: CloudRegion): Promise<readonly string[]> {
  const events = await cluster.api.list<Event>("/api/v1/events");
  return events
    .filter(({ type }) => type === "Warning")
    .slice(-20)
    .map(({ involvedObject: { kind, namespace, name }, message }) => `${kind} ${namespace}/${name}: ${message}`);
}

function isWell({ phase, conditions = [] }: Pod["status"]): boolean {
  return phase === "Succeeded" || conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

/** How many objects a release has of each kind. */
export function countKinds(objects: readonly KubernetesObject[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}
