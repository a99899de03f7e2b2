import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Environment } from "../../../src/environment/environment";
import { readHelmFiles } from "../../../src/helm/helm-files";
import { ownChartFolder, type ReleasePlan } from "../../../src/helm/release-plan";
import { planMonitoringStacks } from "../../../src/monitoring/monitoring-plan";
import { planPlatformStacks } from "../../../src/platform/platform-plan";
import { planWorkloads } from "../../../src/workloads/workloads-plan";
import type { KubernetesObject } from "../cloud/kubernetes-api";
import { renderRelease } from "../cloud/rendered-release";
import { addonObjects } from "./addon-pods";
import { operated } from "./operator-stand-in";

const project = resolve(__dirname, "..", "..", "..");

/** What decides where pods go and whether they may leave, in the order in which it is made. */
const kinds: readonly string[] = [
  "Namespace",
  "PriorityClass",
  "StorageClass",
  "ServiceAccount",
  "ResourceQuota",
  "LimitRange",
  "PodDisruptionBudget",
  "PersistentVolumeClaim",
  "DaemonSet",
  "Deployment",
  "StatefulSet",
];

/** What has a number of pods. */
export interface Scalable {
  readonly namespace: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** Everything of a region that makes pods. */
export interface RegionWorkloads {
  readonly objects: readonly KubernetesObject[];
  /** What an autoscaler of pods scales. */
  readonly scalable: readonly Scalable[];
}

type Autoscaler = KubernetesObject & {
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly minReplicas: number;
    readonly maxReplicas: number;
  };
};

/** Renders every release of a region as Terraform would install it, with the add-ons of EKS and what operators make of their objects. */
export async function renderRegion(
  { lab, folder }: { readonly lab: string; readonly folder: string },
  environment: Environment,
  code: string,
): Promise<RegionWorkloads> {
  const files = readHelmFiles(project);
  const stacks = [planPlatformStacks, planMonitoringStacks, planWorkloads]
    .flatMap((plan) => plan(environment, files))
    .filter(({ region }) => region.code === code);
  const stackDirectory = join(folder, "stacks", "stack");
  mkdirSync(stackDirectory, { recursive: true });
  const rendered: KubernetesObject[] = [];
  for (const release of stacks.flatMap(({ releases }) => releases)) {
    writeOwnChart(folder, release);
    const { objects } = await renderRelease(
      { lab, stackDirectory },
      release,
      `${environment.cluster?.kubernetesVersion}.0`,
    );
    rendered.push(...objects.map((object) => withNamespace(object, release.namespace)));
  }
  const namespaces = stacks.flatMap((stack) => stack.namespaces).map(namespaceOf);
  const scalable = rendered.filter(({ kind }) => kind === "HorizontalPodAutoscaler").map(scalableOf);
  const objects = [...namespaces, ...addonObjects(), ...rendered.map(operated)]
    .filter(({ kind }) => kinds.includes(kind))
    .map((object) => withReplicas(object, scalable))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  return { objects, scalable };
}

function rankOf({ kind }: KubernetesObject): number {
  return kinds.indexOf(kind);
}

function writeOwnChart(folder: string, { ownChart }: ReleasePlan): void {
  if (ownChart === undefined) return;
  for (const [path, text] of ownChart.files) {
    const file = join(folder, ownChartFolder(ownChart), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const clusterScoped: ReadonlySet<string> = new Set(["PriorityClass", "StorageClass"]);

function withNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  if (clusterScoped.has(object.kind) || object.metadata.namespace !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function namespaceOf({ name, podSecurity }: { name: string; podSecurity: string }): KubernetesObject {
  const labels = { "pod-security.kubernetes.io/enforce": podSecurity };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function scalableOf(object: KubernetesObject): Scalable {
  const { metadata, spec } = object as Autoscaler;
  return {
    namespace: metadata.namespace ?? "",
    name: spec.scaleTargetRef.name,
    min: spec.minReplicas,
    max: spec.maxReplicas,
  };
}

/** As many as its autoscaler starts with. */
function withReplicas(object: KubernetesObject, scalable: readonly Scalable[]): KubernetesObject {
  if (object.kind !== "Deployment") return object;
  const { namespace, name } = object.metadata;
  const scaled = scalable.find((one) => one.namespace === namespace && one.name === name);
  if (scaled === undefined) return object;
  const { spec } = object as KubernetesObject & { readonly spec: object };
  return { ...object, spec: { ...spec, replicas: scaled.min } } as KubernetesObject;
}
