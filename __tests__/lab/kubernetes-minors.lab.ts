import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { kubernetesVersions } from "../../modules/kubernetes-versions";
import { applyOverrides } from "../../src/config/terraform-overrides";
import type { EnvironmentInput } from "../../src/environment/environment";
import { readHelmFiles } from "../../src/helm/helm-files";
import { findChartSources } from "../../src/local/chart-sources";
import { labFolder } from "../../src/local/lab-folder";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { clusterWith, parsed } from "../literals";
import { watched } from "../monitoring/environments";
import { layOutReleases, renderRelease } from "./cloud/rendered-release";
import { missPart } from "./left-out";
import { Swagger } from "./swagger/swagger";

const lab = labFolder(process.env);
const helm = join(lab, "bin", "helm");
const swaggers = join(lab, "swagger");
const minors = Object.keys(kubernetesVersions);
const files = readHelmFiles(resolve(__dirname, "../.."));

const charts = await findChartSources(lab, process.env);
const missing = [
  ...charts.missing.map(({ what }) => what),
  ...(existsSync(helm) ? [] : [`${helm} is missing`]),
  ...minors
    .filter((minor) => !existsSync(join(swaggers, `${minor}.json`)))
    .map((minor) => `${join(swaggers, `${minor}.json`)} is missing: __tests__/lab/swagger/download.sh ${swaggers}`),
];
if (missing.length > 0) missPart("kubernetes-minors", missing.join("; "));

describe.skipIf(missing.length > 0).each(minors)("the API of Kubernetes %s", (minor) => {
  if (missing.length > 0) return;
  const { definitions } = JSON.parse(readFileSync(join(swaggers, `${minor}.json`), "utf8"));
  const api = new Swagger(definitions);
  const literal = {
    ...watched,
    monitoring: { ...watched.monitoring, peerPrometheus: {} },
    cluster: clusterWith({ kubernetesVersion: minor }),
  };
  const environment = parsed(applyOverrides(literal, { ...process.env, ...charts.variables }) as EnvironmentInput);

  it.each([
    ["platform", planPlatformStacks],
    ["monitoring", planMonitoringStacks],
  ])("takes every object of the %s, without a field too many", async (layer, planStacks) => {
    // The regions differ in names and sizes, which no schema minds.
    const [plan] = planStacks(environment, files);
    if (plan === undefined) throw new Error(`${environment.name} has no ${layer}`);
    const stackDirectory = layOutReleases(lab, `minors-${layer}`, plan);
    for (const release of plan.releases) {
      const { objects } = await renderRelease({ lab, stackDirectory }, release, `${minor}.0`);
      const own = objects.filter((object) => api.isBuiltIn(object));
      process.stdout.write(
        `lab: ${minor}: ${release.name}: ${own.length} objects, ${objects.length - own.length} of CRDs\n`,
      );
      expect(own.flatMap((object) => api.findFlaws(object).map((flaw) => `${object.metadata.name}: ${flaw}`))).toEqual(
        [],
      );
      expect(objects.length).toBeGreaterThan(0);
    }
  });

  it("is read: it refuses what Kubernetes has dropped, and a field that it never had", () => {
    expect(api.findFlaws({ apiVersion: "policy/v1beta1", kind: "PodDisruptionBudget" })).toHaveLength(1);
    expect(api.findFlaws({ apiVersion: "policy/v1", kind: "PodSecurityPolicy" })).toEqual([
      "policy/v1 PodSecurityPolicy is not there",
    ]);
    const spec = { minAvailable: "50%", maxUnavailabl: 1 };
    const budget = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", spec };
    expect(api.findFlaws(budget)).toEqual(["PodDisruptionBudget.spec.maxUnavailabl is unknown"]);
  });
});
