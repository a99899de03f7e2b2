import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHelmFiles } from "../../src/helm/helm-files";
import type { ReleaseStackPlan } from "../../src/helm/release-stack-plan";
import { labFolder } from "../../src/local/lab-folder";
import { planMonitoringStacks } from "../../src/monitoring/monitoring-plan";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { planWorkloads } from "../../src/workloads/workloads-plan";
import { dev, parsed, prodFile as prod } from "../literals";
import { watched } from "../monitoring/environments";
import { layOutReleases } from "./cloud/rendered-release";
import { missPart } from "./left-out";

const part = "own-charts";
const lab = labFolder(process.env);
const helm = join(lab, "bin", "helm");
const files = readHelmFiles(join(__dirname, "..", ".."));

/** Releases of our own charts, with the directories that they stand in. */
function ownReleases(plan: ReleaseStackPlan) {
  const stackDirectory = layOutReleases(lab, part, plan);
  return plan.releases.flatMap(({ name, chart, ownChart, values }) =>
    ownChart === undefined ? [] : [{ name, chart: join(stackDirectory, chart.chart), values, own: ownChart.name }],
  );
}

if (!existsSync(helm)) missPart(part, `${helm} is missing`);
else {
  const linted = new Set<string>();

  describe.each([
    ["dev", dev],
    ["prod", prod],
    ["prod with everything", watched],
  ])("charts of our own, with the values of %s", (_, literal) => {
    const environment = parsed(literal);
    const plans = [planPlatformStacks, planMonitoringStacks, planWorkloads].flatMap((plan) => plan(environment, files));

    it.each(plans.map((plan) => [plan.stack.id, plan] as const))("pass helm lint in %s", (_stack, plan) => {
      for (const { name, chart, values, own } of ownReleases(plan)) {
        const { status, stdout, stderr } = spawnSync(helm, ["lint", "--strict", chart, "--values", "-"], {
          input: values,
        });
        expect(status, `${name}: ${stdout}${stderr}`).toBe(0);
        linted.add(own);
      }
    });
  });

  it("are all of charts/", () => {
    expect([...linted].toSorted()).toEqual([...files.ownCharts.keys()].toSorted());
  });
}
