import type { OutputFile } from "../output/output-file";
import { ownChartFolder, type ReleasePlan, valuesPath } from "./release-plan";
import type { ReleaseStackPlan } from "./release-stack-plan";

/** The values of each release, and the charts of our own that they are for. */
export function releaseFiles(plans: readonly ReleaseStackPlan[]): readonly OutputFile[] {
  return plans.flatMap((plan) =>
    plan.releases.flatMap((release) => [valuesFile(plan, release), ...chartFiles(release)]),
  );
}

function valuesFile({ stack, region }: ReleaseStackPlan, { name, values }: ReleasePlan): OutputFile {
  return { path: valuesPath(stack.environment.name, region.code, name), text: values };
}

function chartFiles({ ownChart }: ReleasePlan): readonly OutputFile[] {
  if (ownChart === undefined) return [];
  const folder = ownChartFolder(ownChart);
  return [...ownChart.files].map(([path, text]) => ({ path: `${folder}/${path}`, text }));
}
