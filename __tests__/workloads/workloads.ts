import { resolve } from "node:path";
import { parse } from "yaml";
import type { EnvironmentInput } from "../../src/environment/environment";
import { readHelmFiles } from "../../src/helm/helm-files";
import { planWorkloads, type WorkloadsPlan } from "../../src/workloads/workloads-plan";
import { parsed } from "../literals";

export const helmFiles = readHelmFiles(resolve(__dirname, "..", ".."));

/** The workloads of an environment in one region. */
export function workloadsIn(code: string, literal: EnvironmentInput): WorkloadsPlan {
  const plan = planWorkloads(parsed(literal), helmFiles).find(({ region }) => region.code === code);
  if (plan === undefined) throw new Error(`no workloads in ${code}`);
  return plan;
}

/** What a release is told, of a service or of anything else. */
// biome-ignore lint/suspicious/noExplicitAny: tests look wherever they like
export function valuesOf(release: string, code: string, literal: EnvironmentInput): any {
  const found = workloadsIn(code, literal).releases.find(({ name }) => name === release);
  if (found === undefined) throw new Error(`no release ${release} in ${code}`);
  return parse(found.values);
}
