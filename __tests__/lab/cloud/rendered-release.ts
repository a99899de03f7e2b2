import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { releaseFiles } from "../../../src/helm/release-files";
import type { ReleasePlan } from "../../../src/helm/release-plan";
import type { ReleaseStackPlan } from "../../../src/helm/release-stack-plan";
import type { KubernetesObject } from "./kubernetes-api";

const run = promisify(execFile);

/** What a release makes in a cluster of some minor, as text and as objects. */
export interface RenderedRelease {
  readonly text: string;
  readonly objects: readonly KubernetesObject[];
}

/** Writes what synth would of a stack of releases, but for its Terraform, and says which directory is that of the stack. */
export function layOutReleases(lab: string, part: string, plan: ReleaseStackPlan): string {
  const runs = join(lab, "runs");
  mkdirSync(runs, { recursive: true });
  const output = mkdtempSync(join(runs, `${part}-`));
  for (const { path, text } of releaseFiles([plan])) {
    mkdirSync(join(output, dirname(path)), { recursive: true });
    writeFileSync(join(output, path), text);
  }
  const stackDirectory = join(output, "stacks", plan.stack.id);
  mkdirSync(stackDirectory, { recursive: true });
  return stackDirectory;
}

/** Renders a release as Terraform would install it from the directory of its stack, with its CRDs. */
export async function renderRelease(
  { lab, stackDirectory }: { readonly lab: string; readonly stackDirectory: string },
  { name, namespace, chart, values }: ReleasePlan,
  kubernetesVersion: string,
): Promise<RenderedRelease> {
  const rendering = run(
    join(lab, "bin", "helm"),
    [
      ...["template", name, chart.chart, "--version", chart.version, "--namespace", namespace, "--values", "-"],
      ...(chart.repository === undefined ? [] : ["--repo", chart.repository]),
      ...["--kube-version", kubernetesVersion, "--include-crds"],
    ],
    { cwd: stackDirectory, maxBuffer: 64 * 1024 * 1024 },
  );
  rendering.child.stdin?.end(values);
  const { stdout } = await rendering;
  const objects = parseAllDocuments(stdout)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
  return { text: stdout, objects: objects.flatMap(itemsOf) };
}

function itemsOf(
  object: KubernetesObject & { readonly items?: readonly KubernetesObject[] },
): readonly KubernetesObject[] {
  return object.kind === "List" ? (object.items ?? []) : [object];
}
