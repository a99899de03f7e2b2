import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import type { AppliedPlan } from "./applied-plan";
import { type Finding, layerOf } from "./findings";

/** On PyPI. */
export const checkovPackages = ["checkov==3.3.30"];

/** What checkov prints about plans, as far as it is read here. */
interface CheckovReport {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
      readonly file_path: string;
    }[];
  };
  readonly summary: { readonly passed: number; readonly parsing_errors: number; readonly resource_count: number };
}

export interface CheckovResult {
  readonly findings: readonly Finding[];
  /** How many checks passed, and how many resources it looked at: who looks at nothing finds nothing. */
  readonly passed: number;
  readonly resources: number;
}

/**
 * Holds plans against checkov's checks. They must be of stacks that have been applied: what is known after apply only is missing in others,
 * and checkov takes what is missing for off. Of a stack's own cdk.tf.json it says nothing at all: it stops at the scalar `required_version`,
 * looks at no resource and exits 0.
 * @param folder where the plans are written to
 * @throws Error where it could not read one of them
 */
export async function runCheckov(venv: string, folder: string, plans: readonly AppliedPlan[]): Promise<CheckovResult> {
  mkdirSync(folder, { recursive: true });
  const pathOf = ({ stack }: AppliedPlan) => join(folder, `${stack}.json`);
  for (const plan of plans) writeFileSync(pathOf(plan), JSON.stringify(plan.json));
  const how = ["--framework", "terraform_plan", "--skip-download", "--quiet", "--compact", "--soft-fail"];
  const files = plans.flatMap((plan) => ["--file", pathOf(plan)]);
  const { stdout } = await promisify(execFile)(join(venv, "bin", "checkov"), [...how, "--output", "json", ...files], {
    maxBuffer: 2 ** 28,
    env: { ...process.env, CKV_SKIP_PACKAGE_UPDATE_CHECK: "True" },
  });
  const { results, summary } = JSON.parse(stdout) as CheckovReport;
  if (summary.parsing_errors > 0) throw new Error(`checkov could not read ${summary.parsing_errors} of its files`);
  const stackOf = (file: string) => {
    const plan = plans.find(({ stack }) => basename(file) === `${stack}.json`);
    if (plan === undefined) throw new Error(`checkov speaks of ${file}, which it was not given`);
    return plan.stack;
  };
  return {
    findings: results.failed_checks.map(({ check_id, check_name, resource, file_path }) => {
      const stack = stackOf(file_path);
      return { check: check_id, title: check_name, stack, layer: layerOf(stack), address: resource };
    }),
    passed: summary.passed,
    resources: summary.resource_count,
  };
}
