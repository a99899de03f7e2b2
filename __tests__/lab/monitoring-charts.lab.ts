import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyOverrides } from "../../src/config/terraform-overrides";
import type { EnvironmentInput } from "../../src/environment/environment";
import { findChartSources } from "../../src/local/chart-sources";
import { labFolder } from "../../src/local/lab-folder";
import { dev, prodFile as prod } from "../literals";
import { monitoringIn, watched, west } from "../monitoring/environments";
import type { KubernetesObject } from "./cloud/kubernetes-api";
import { layOutReleases, renderRelease } from "./cloud/rendered-release";
import { missPart } from "./left-out";

const part = "monitoring-charts";
const lab = labFolder(process.env);
const helm = join(lab, "bin", "helm");
const charts = await findChartSources(lab, process.env);

interface PodSpec {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly securityContext?: Readonly<Record<string, unknown>>;
}

interface Manifest extends KubernetesObject {
  readonly spec?: PodSpec & { readonly template?: { readonly spec: PodSpec } };
}

/** What Helm makes of every release of an environment's region, by the names of releases. */
async function rendered(literal: EnvironmentInput): Promise<ReadonlyMap<string, readonly Manifest[]>> {
  const overridden = applyOverrides(literal, { ...process.env, ...charts.variables }) as EnvironmentInput;
  const plan = monitoringIn(west, overridden);
  const stackDirectory = layOutReleases(lab, part, plan);
  const releases = new Map<string, readonly Manifest[]>();
  for (const release of plan.releases) {
    const { objects } = await renderRelease({ lab, stackDirectory }, release, "1.36.3");
    releases.set(release.name, objects);
  }
  return releases;
}

/** Pods of a manifest: of what makes them itself, and of what the operator makes them of. */
function podsOf({ kind, spec }: Manifest): readonly PodSpec[] {
  if (spec?.template !== undefined) return [spec.template.spec];
  return (kind === "Prometheus" || kind === "Alertmanager") && spec !== undefined ? [spec] : [];
}

const missing = [...charts.missing.map(({ what }) => what), ...(existsSync(helm) ? [] : [`${helm} is missing`])];
if (missing.length > 0) missPart(part, missing.join("; "));
else {
  describe.each([
    ["prod", prod],
    ["prod with everything", watched],
  ])("the charts of %s", async (_, literal) => {
    const releases = await rendered(literal);
    const manifests = [...releases.values()].flat();
    const pods = manifests
      .filter(({ metadata }) => metadata.namespace !== "node-exporter")
      .flatMap((manifest) =>
        podsOf(manifest).map((pod) => ({ name: `${manifest.kind} ${manifest.metadata.name}`, pod })),
      );

    it("have what they are for", () => {
      for (const [name, objects] of releases) {
        process.stdout.write(`lab: ${name} has ${objects.length} objects\n`);
        expect(objects.length).toBeGreaterThan(4);
      }
      const kinds = manifests.map(({ kind }) => kind);
      for (const kind of ["Prometheus", "Alertmanager", "ExternalSecret", "PrometheusRule"])
        expect(kinds).toContain(kind);
      expect(kinds).not.toContain("CustomResourceDefinition");
    });

    it("put every pod onto the nodes of monitoring, but those that are on all", () => {
      expect(pods.length).toBeGreaterThan(6);
      for (const { name, pod } of pods) {
        expect(pod.nodeSelector, name).toEqual({ dedicated: "monitoring" });
        expect(pod.tolerations, name).toEqual([
          { key: "dedicated", operator: "Equal", value: "monitoring", effect: "NoSchedule" },
        ]);
      }
    });

    it("ask for memory and CPU for every container, and bound its memory", () => {
      for (const { name, pod } of pods)
        for (const container of [...(pod.containers ?? []), ...(pod.initContainers ?? [])])
          expect(container.resources, `${name} ${container.name}`).toMatchObject({
            requests: { cpu: expect.anything(), memory: expect.anything() },
            limits: { memory: expect.anything() },
          });
    });

    it("run as nobody and drop what they could do, as the level restricted wants", () => {
      for (const { name, pod } of pods) {
        expect(pod.securityContext?.["runAsNonRoot"], name).toBe(true);
        for (const container of [...(pod.containers ?? []), ...(pod.initContainers ?? [])]) {
          expect(container.securityContext, `${name} ${container.name}`).toMatchObject({
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
          });
          const profile = pod.securityContext?.["seccompProfile"] ?? container.securityContext?.["seccompProfile"];
          expect(profile, `${name} ${container.name}`).toEqual({ type: "RuntimeDefault" });
        }
      }
    });

    it("hold no secret but what they are given by name", () => {
      const secrets = manifests.filter(({ kind }) => kind === "Secret").map(({ metadata }) => metadata.name);
      expect(secrets).toEqual(["alertmanager-monitoring-alertmanager"]);
    });
  });

  it("a cluster without nodes for monitoring takes the same charts", async () => {
    const pods = [...(await rendered(dev)).values()].flat().flatMap(podsOf);
    expect(pods.length).toBeGreaterThan(6);
    for (const { nodeSelector = {} } of pods) expect(nodeSelector["dedicated"]).toBeUndefined();
  });
}
