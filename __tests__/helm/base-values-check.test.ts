import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { baseValuesProblems } from "../../src/helm/base-values-check";
import { readHelmFiles } from "../../src/helm/helm-files";
import type { PlainValues } from "../../src/helm/plain-values";
import { monitoringCharts } from "../../src/monitoring/monitoring-releases";
import { platformCharts } from "../../src/platform/platform-releases";

const files = readHelmFiles(resolve(__dirname, "../.."));
const releases = { ...platformCharts, ...monitoringCharts };

const problemsOf = (name: string, values: PlainValues) =>
  baseValuesProblems({ ...files, baseValues: new Map([[name, values]]) }, releases);

describe("helm-values/", () => {
  it("has no mistake, and a file for each release", () => {
    expect(baseValuesProblems(files, releases)).toEqual([]);
    expect([...files.baseValues.keys()].toSorted()).toEqual(Object.keys(releases).toSorted());
  });

  it("has nothing for a release that is not there", () => {
    expect(problemsOf("cert-manger", {})).toEqual([
      {
        path: "helm-values/cert-manger.yaml",
        got: "values for cert-manger, which is no release",
        expected: `values of a release: ${Object.keys(releases).join(", ")}`,
        fix: "rename the file after the release, or remove it",
      },
    ]);
  });

  it("has no key that the chart does not know", () => {
    expect(problemsOf("cert-manager", { webhook: { replicas: 2 }, crds: { kept: true } })).toMatchObject([
      { path: "helm-values/cert-manager.yaml, webhook.replicas", got: "an unknown key" },
      { path: "helm-values/cert-manager.yaml, crds.kept", got: "an unknown key", expected: "keep" },
    ]);
  });

  it("has no secrets", () => {
    expect(problemsOf("cluster-autoscaler", { awsSecretAccessKey: "abc" })).toMatchObject([
      { path: "helm-values/cluster-autoscaler.yaml, awsSecretAccessKey", got: "a secret of 3 characters" },
    ]);
  });
});
