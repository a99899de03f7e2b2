import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { LocatedChart } from "../chart-source";

export interface HelmReleaseProps {
  readonly name: string;
  readonly namespace: string;
  readonly chart: LocatedChart;
  /** YAML, as Terraform shall pass it on: what it would take for a reference of its own is escaped. */
  readonly values: string;
  /** How long an installation or upgrade may take before it is rolled back. */
  readonly timeoutSec: number;
  /** Whether CRDs of the chart's `crds/` are somebody else's. @default false */
  readonly skipCrds?: boolean;
  /** What must stand before. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Adds a release of a chart, with all its values in one text. What fails is rolled back: an upgrade to what ran before, a first installation to
 * nothing. https://registry.terraform.io/providers/hashicorp/helm/3.1.2/docs/resources/release
 */
export function addHelmRelease(
  scope: Construct,
  id: string,
  { name, namespace, chart, values, timeoutSec, skipCrds = false, after }: HelmReleaseProps,
): Release {
  return new Release(scope, id, {
    name,
    namespace,
    ...chart,
    values: [values],
    timeout: timeoutSec,
    atomic: true,
    wait: true,
    waitForJobs: true,
    // Enough to go back to by hand. Each revision is a Secret of up to 1 MiB.
    maxHistory: 5,
    ...(skipCrds ? { skipCrds } : {}),
    ...(after.length === 0 ? {} : { dependsOn: [...after] }),
  });
}
