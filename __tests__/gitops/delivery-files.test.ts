import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { layers } from "../../main";
import type { EnvironmentInput } from "../../src/environment/environment";
import { planPlatform } from "../../src/stack/planned-platform";
import { parsed, problemsOf, prod } from "../literals";
import { synthesizeAnew } from "../synthesized";

const url = "https://github.com/acme/platform.git";
const argo: EnvironmentInput = { ...prod, delivery: { by: "argo-cd", repository: { url } } };
const flux: EnvironmentInput = { ...prod, delivery: { by: "flux", repository: { url, revision: "refs/tags/v1" } } };
const name = "aws-load-balancer-controller";
const folder = "gitops/prod/eu-west-1/platform";

const filesOf = (environment: EnvironmentInput): ReadonlyMap<string, string> =>
  new Map(
    planPlatform(layers, parsed(environment)).layers.flatMap(({ files }) =>
      files.map(({ path, text }) => [path, text]),
    ),
  );
const manifestsOf = (environment: EnvironmentInput) =>
  [...filesOf(environment)]
    .filter(([path]) => path.startsWith("gitops/"))
    .map(([path, text]) => ({ path, manifest: parse(text) }));
const manifestOf = (environment: EnvironmentInput, path: string) => parse(filesOf(environment).get(path) ?? "");

describe("delivery by Terraform", () => {
  it("leaves nothing for a controller in the cluster", () => {
    expect(manifestsOf(prod)).toEqual([]);
  });
});

describe("delivery by a controller in the cluster", () => {
  it.each([argo, flux])("has the same values files as Terraform: $delivery.by", (environment) => {
    const valuesOf = (files: ReadonlyMap<string, string>) =>
      Object.fromEntries([...files].filter(([path]) => path.startsWith("helm-values/")));
    expect(valuesOf(filesOf(environment))).toEqual(valuesOf(filesOf(prod)));
  });

  it.each([argo, flux])("takes no release from Terraform's hands by destroying it: $delivery.by", (environment) => {
    const before = synthesizeAnew([prod]);
    const after = synthesizeAnew([environment]);
    for (const [id, stack] of after) {
      expect(stack.resources("helm_release")).toEqual({});
      const addressesOf = (type: string) =>
        Object.keys(before.get(id)?.resources(type) ?? {}).map((name) => `${type}.${name}`);
      expect(stack.resources("kubernetes_manifest")).toEqual({});
      const inCluster = stack.forgotten.filter((address) => /^(helm_release|kubernetes_manifest)\./.test(address));
      expect(inCluster).toEqual([...addressesOf("helm_release"), ...addressesOf("kubernetes_manifest")].toSorted());
      expect(stack.resources("kubernetes_namespace_v1")).toEqual(before.get(id)?.resources("kubernetes_namespace_v1"));
    }
  });

  it("cannot read charts from a directory of another machine", () => {
    const terraform = { charts: { from: "directory", path: "/opt/charts" } };
    expect(problemsOf({ ...argo, terraform })).toEqual([
      {
        path: "terraform.charts",
        got: 'the directory "/opt/charts", with delivery by argo-cd',
        expected: "charts that the clusters reach: their public repositories, or a registry",
        fix: 'mirror the charts to a registry and name it, or write delivery: { by: "terraform" }',
      },
    ]);
    expect(problemsOf({ terraform })).toEqual([]);
  });
});

describe("an Application of Argo CD", () => {
  it("installs the pinned chart with the values file of its region", () => {
    expect(manifestOf(argo, `${folder}/${name}.yaml`)).toMatchObject({
      kind: "Application",
      metadata: { name, namespace: "argocd" },
      spec: {
        destination: { server: "https://kubernetes.default.svc", namespace: "kube-system" },
        sources: [
          {
            repoURL: "https://aws.github.io/eks-charts",
            chart: name,
            targetRevision: "3.5.0",
            helm: { releaseName: name, valueFiles: [`$values/cdktf.out/helm-values/prod/eu-west-1/${name}.yaml`] },
          },
          { repoURL: url, targetRevision: "main", ref: "values" },
        ],
      },
    });
  });

  it("names values files that synth writes, and waits for the releases before it", () => {
    const files = filesOf(argo);
    for (const { manifest } of manifestsOf(argo)) {
      for (const { helm } of manifest.spec.sources.filter((source: { helm?: object }) => source.helm)) {
        for (const file of helm.valueFiles) expect(files.has(file.replace("$values/cdktf.out/", ""))).toBe(true);
      }
      expect(manifest.metadata.annotations["argocd.argoproj.io/sync-wave"]).toMatch(/^\d+$/);
    }
  });

  it("writes a registry as Argo CD does, without its scheme", () => {
    const mirrored = {
      ...argo,
      terraform: { charts: { from: "registry", url: "oci://registry.example.com/charts" } },
    } as const;
    const { spec } = manifestOf(mirrored, `${folder}/${name}.yaml`);
    expect(spec.sources[0].repoURL).toBe("registry.example.com/charts");
  });
});

describe("the manifests of Flux", () => {
  it("are a kustomization that lists every file of its folder and makes ConfigMaps of values files that synth writes", () => {
    const files = filesOf(flux);
    const kustomizations = manifestsOf(flux).filter(({ path }) => path.endsWith("/kustomization.yaml"));
    expect(kustomizations).toHaveLength(6);
    for (const { path, manifest } of kustomizations) {
      const own = posix.dirname(path);
      const listed = manifest.resources.map((file: string) => `${own}/${file}`);
      const there = [...files.keys()].filter((file) => posix.dirname(file) === own && file !== path);
      expect(listed.toSorted()).toEqual(there.toSorted());
      for (const { files: sources } of manifest.configMapGenerator) {
        for (const source of sources) expect(files.has(posix.join(own, source.replace("values.yaml=", "")))).toBe(true);
      }
    }
  });

  it("install the pinned chart from its repository, with the ConfigMap of its values", () => {
    expect(manifestOf(flux, `${folder}/${name}.yaml`)).toMatchObject({
      apiVersion: "helm.toolkit.fluxcd.io/v2",
      spec: {
        releaseName: name,
        targetNamespace: "kube-system",
        chart: { spec: { chart: name, version: "3.5.0", sourceRef: { kind: "HelmRepository", name } } },
        valuesFrom: [{ kind: "ConfigMap", name: `${name}-values`, valuesKey: "values.yaml" }],
      },
    });
    expect(manifestOf(flux, `${folder}/${name}-repository.yaml`).spec.url).toBe("https://aws.github.io/eks-charts");
    expect(manifestOf(flux, `${folder}/platform-source.yaml`).spec).toMatchObject({
      url,
      ref: { name: "refs/tags/v1" },
    });
  });
});
