import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { labFolder } from "../../src/local/lab-folder";
import { dev, prod } from "../literals";
import { monitoringIn, watched, west } from "../monitoring/environments";
import { missPart } from "./left-out";

const lab = labFolder(process.env);
const helm = join(lab, "bin", "helm");
const charts = join(lab, "charts");

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

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: PodSpec & { readonly template?: { readonly spec: PodSpec } };
  readonly data?: Readonly<Record<string, string>>;
}

/** What Helm makes of every release of an environment's region, by the names of releases. */
function rendered(literal: typeof prod): ReadonlyMap<string, readonly Manifest[]> {
  mkdirSync(join(lab, "runs"), { recursive: true });
  const folder = mkdtempSync(join(lab, "runs", "monitoring-charts-"));
  return new Map(
    monitoringIn(west, literal).releases.map(({ name, namespace, values, chart, ownChart }) => {
      const valuesFile = join(folder, `${name}.yaml`);
      writeFileSync(valuesFile, values);
      for (const [path, text] of ownChart?.files ?? []) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), text);
      }
      const source = ownChart === undefined ? join(charts, chart.chart) : join(folder, name);
      if (ownChart !== undefined) {
        const { status, stdout, stderr } = spawnSync(helm, ["lint", "--strict", source, "--values", valuesFile]);
        expect(status, `${stdout}${stderr}`).toBe(0);
      }
      const args = [
        "template",
        name,
        source,
        "--namespace",
        namespace,
        "--values",
        valuesFile,
        "--kube-version",
        "1.36.3",
      ];
      const text = execFileSync(helm, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
      return [name, parseAllDocuments(text).flatMap((document) => document.toJS() ?? [])];
    }),
  );
}

/** Pods of a manifest: of what makes them itself, and of what the operator makes them of. */
function podsOf({ kind, spec }: Manifest): readonly PodSpec[] {
  if (spec?.template !== undefined) return [spec.template.spec];
  return (kind === "Prometheus" || kind === "Alertmanager") && spec !== undefined ? [spec] : [];
}

const part = "monitoring-charts";
if (!existsSync(helm)) missPart(part, `${helm} is missing`);
else if (!existsSync(join(charts, "kube-prometheus-stack"))) missPart(part, `${charts} has no charts`);
else
  describe.each([
    ["prod", prod],
    ["prod with everything", watched],
  ])("the charts of %s", (_, literal) => {
    const releases = rendered(literal);
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

if (existsSync(helm) && existsSync(join(charts, "kube-prometheus-stack")))
  it("a cluster without nodes for monitoring takes the same charts", () => {
    const pods = [...rendered(dev).values()].flat().flatMap(podsOf);
    expect(pods.length).toBeGreaterThan(6);
    for (const { nodeSelector = {} } of pods) expect(nodeSelector["dedicated"]).toBeUndefined();
  });
