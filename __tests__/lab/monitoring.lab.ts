import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { openCloud } from "./cloud/cloud";
import { reportCosts, timed } from "./cloud/costs";
import { type ObjectName, takeInventory } from "./cloud/inventory";
import type { KubernetesObject } from "./cloud/kubernetes-api";
import { itIsAppliedAndChanged, itIsDestroyed, type ReleaseLife } from "./cloud/release-life";
import { type Pod, placeStacks } from "./cloud/release-stacks";
import { applyStack, destroyStack, forAll } from "./laboratory";
import { isFull, leavePartOut } from "./left-out";

if (!isFull) leavePartOut("monitoring");
// It stands on a platform of its own, which the part platform applies in any case.
const cloud = isFull ? await openCloud("monitoring") : undefined;

const life: ReleaseLife = {
  planStacks: planMonitoringStacks,
  change: { cluster: { ...prod.cluster, podIdentity: ["grafana"] } },
  changed: "helm_release.kube-prometheus-stack",
  // The CRDs are the platform's, and the operator, which would make a Service for kubelets, does not run here.
  leaves: [],
};

/** The admission of the operator, which does not run here: rules pass without it. */
const unanswered = /^monitoring\/monitoring-operator$/;

describe.skipIf(cloud === undefined)("the monitoring stacks of prod, on an API server per region", () => {
  if (cloud === undefined) return;
  const { laboratory, regions, synth, applyClusters, close } = cloud;
  const { terraform } = laboratory;
  const platforms = placeStacks(cloud, planPlatformStacks).map(({ plan }) => plan.stack.id);
  const before = new Map<string, ReadonlySet<ObjectName>>();
  afterAll(async () => {
    reportCosts("monitoring", regions);
    await close();
  });

  it("stand on the platform stacks", async () => {
    synth();
    await timed("clusters in the emulated EKS", () => applyClusters());
    await timed("apply of platform", () => forAll(platforms, (stack) => applyStack(terraform(stack))));
    for (const { cluster } of regions) before.set(cluster.name, await takeInventory(cluster.api));
  });

  itIsAppliedAndChanged(cloud, life);

  it("have their pods on the nodes of monitoring, and nobody else has any there but daemons", async () => {
    for (const { cluster } of regions) {
      const nodes = await cluster.api.list<KubernetesObject>("/api/v1/nodes");
      const dedicated = new Set(
        nodes
          .filter(({ metadata }) => metadata.labels?.["dedicated"] === "monitoring")
          .map(({ metadata }) => metadata.name),
      );
      const pods = await cluster.api.list<Pod>("/api/v1/pods");
      const misplaced = pods
        .filter(({ metadata }) => metadata.ownerReferences?.some(({ kind }) => kind === "DaemonSet") !== true)
        .filter(({ metadata, spec }) => (metadata.namespace === "monitoring") !== dedicated.has(spec.nodeName ?? ""))
        .map(({ metadata, spec }) => `${metadata.namespace}/${metadata.name} on ${spec.nodeName}`);
      expect(misplaced).toEqual([]);
      const placed = pods.filter(({ metadata }) => metadata.namespace === "monitoring");
      expect(placed.length).toBeGreaterThan(3);
      const exporters = pods.filter(({ metadata }) => metadata.namespace === "node-exporter");
      expect(new Set(exporters.map(({ spec }) => spec.nodeName)).size).toBe(nodes.length);
    }
  });

  it("let the API server call nothing that nobody stands for", () => {
    for (const { cluster } of regions)
      expect(new Set(cluster.refusedCalls.filter((name) => !unanswered.test(name)))).toEqual(new Set());
  });

  itIsDestroyed(cloud, life, before);

  it("let the platform stacks go after them", async () => {
    await timed("destroy of platform", () => forAll(platforms, (stack) => destroyStack(terraform(stack))));
  });
});
