import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { layers } from "../../main";
import type { EnvironmentInput } from "../../src/environment/environment";
import { labFolder } from "../../src/local/lab-folder";
import { planPlatform } from "../../src/stack/planned-platform";
import { parsed, prodFile as prod } from "../literals";
import { type ControlPlane, startControlPlane } from "./cloud/control-plane";
import { findMissingCloud } from "./cloud/control-plane-programs";
import { timed } from "./cloud/costs";
import type { KubernetesObject } from "./cloud/kubernetes-api";
import { countKinds } from "./cloud/release-stacks";
import { startAuthenticator } from "./cloud/token-authenticator";
import { missPart } from "./left-out";

const lab = labFolder(process.env);
const crds = ["argo-application", "flux-helmrelease", "flux-gitrepositories", "flux-helmrepositories"].map((name) =>
  join(lab, "crds", `${name}.yaml`),
);

const missing = [
  ...findMissingCloud(lab).map(({ what }) => what),
  ...crds.filter((file) => !existsSync(file)).map((file) => `${file} is missing`),
];
if (missing.length > 0) missPart("gitops", missing.join("; "));

const repository = { url: "https://github.com/acme/platform.git" };
const mirror = { charts: { from: "registry", url: "oci://registry.example.com/charts" } } as const;
const environments: readonly (readonly [string, EnvironmentInput])[] = [
  ["Argo CD", { ...prod, delivery: { by: "argo-cd", repository } }],
  ["Argo CD, with charts in a registry", { ...prod, delivery: { by: "argo-cd", repository }, terraform: mirror }],
  ["Flux", { ...prod, delivery: { by: "flux", repository } }],
  ["Flux, with charts in a registry", { ...prod, delivery: { by: "flux", repository }, terraform: mirror }],
];

interface Definition extends KubernetesObject {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string; readonly plural: string } };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

interface HelmRelease extends KubernetesObject {
  readonly spec: { readonly valuesFrom: readonly { readonly name: string }[] };
}

/** What Flux makes of a folder with a kustomization, which reads values files from elsewhere in the repository. */
function build(directory: string): string {
  const args = ["kustomize", directory, "--load-restrictor=LoadRestrictionsNone"];
  return execFileSync(join(lab, "bin", "kubectl"), args, { encoding: "utf8" });
}

describe.skipIf(missing.length > 0)("what a controller in the cluster is to install, on a real API server", () => {
  if (missing.length > 0) return;
  const pluralOf = new Map<string, string>();
  let cluster: ControlPlane;
  let close: () => Promise<void> = async () => {};
  mkdirSync(join(lab, "runs"), { recursive: true });
  const folder = mkdtempSync(join(lab, "runs", "gitops-"));

  beforeAll(async () => {
    const nobody = await startAuthenticator({ cluster: "gitops", principals: {}, listAccessEntries: async () => [] });
    close = async () => nobody.close();
    cluster = await timed("control plane of gitops", () =>
      startControlPlane({
        bin: join(lab, "bin"),
        folder,
        serviceCidr: "172.20.0.0/16",
        apiServiceAddress: "172.20.0.1",
        podCidr: "10.0.0.0/16",
        authenticatorUrl: nobody.url,
      }),
    );
    close = async () => {
      await cluster.stop();
      nobody.close();
    };
    for (const name of ["argocd", "flux-system"])
      await cluster.api.call("POST", "/api/v1/namespaces", { metadata: { name } });
    for (const file of crds) await define(parse(readFileSync(file, "utf8")));
  });
  afterAll(() => close());

  /** Makes a kind known, and waits until it is served. */
  async function define(definition: Definition): Promise<void> {
    const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    await cluster.api.call("POST", path, definition);
    const { group, names } = definition.spec;
    pluralOf.set(`${group} ${names.kind}`, names.plural);
    for (let tries = 0; tries < 100; tries += 1) {
      const { status } = await cluster.api.call<Definition>("GET", `${path}/${definition.metadata.name}`);
      if (status?.conditions?.some((one) => one.type === "Established" && one.status === "True")) return;
      await sleep(100);
    }
    throw new Error(`${definition.metadata.name} is not served`);
  }

  /** What the server says of an object that it would make and does not keep: nothing where it takes every field of it. */
  async function complaintAbout({ apiVersion, kind, metadata, ...rest }: KubernetesObject): Promise<string> {
    const [group = "", version] = apiVersion.split("/");
    const plural = version === undefined ? "configmaps" : pluralOf.get(`${group} ${kind}`);
    if (plural === undefined) return `${apiVersion} ${kind} is no kind of this server`;
    const root = version === undefined ? "/api/v1" : `/apis/${apiVersion}`;
    const path = `${root}/namespaces/${metadata.namespace}/${plural}?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await cluster.api.send("POST", path, { apiVersion, kind, metadata, ...rest });
    return status === 201 ? "" : `${kind} ${metadata.name}: ${body}`;
  }

  describe.each(environments)("by %s", (name, literal) => {
    const root = join(folder, name.replaceAll(/\W+/g, "-"));
    const files = planPlatform(layers, parsed(literal)).layers.flatMap((layer) => layer.files);
    for (const { path, text } of files) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const paths = files.map(({ path }) => path).filter((path) => path.startsWith("gitops/"));

    it.each([...new Set(paths.map(dirname))])(
      "is what its definitions take, without a field too many: %s",
      async (place) => {
        const text =
          literal.delivery?.by === "flux"
            ? build(join(root, place))
            : files.flatMap((file) => (dirname(file.path) === place ? [file.text] : [])).join("---\n");
        const objects = parseAllDocuments(text).map((document): KubernetesObject => document.toJS());
        expect(objects.length).toBeGreaterThan(2);
        const complaints = await Promise.all(objects.map(complaintAbout));
        expect(complaints.filter((complaint) => complaint !== "")).toEqual([]);
        process.stdout.write(`lab: gitops by ${name}: ${place}: ${countKinds(objects)}\n`);

        const values = new Map(files.map((file) => [file.path, file.text]));
        const configMaps = objects.filter((one): one is ConfigMap => one.kind === "ConfigMap");
        const releases = objects.filter((one): one is HelmRelease => one.kind === "HelmRelease");
        for (const { metadata, spec } of releases) {
          const given = configMaps.find((one) => one.metadata.name === spec.valuesFrom[0]?.name);
          const file = `${dirname(place).replace("gitops/", "helm-values/")}/${metadata.name}.yaml`;
          expect(given?.data["values.yaml"], file).toBe(values.get(file));
        }
      },
    );
  });

  it.each([
    ["a field that no definition has", { releaseNam: "shop" }, 'unknown field \\"spec.sources[0].helm.releaseNam\\"'],
    ["a value of another type", { releaseName: 1 }, "spec.sources[0].helm.releaseName: Invalid value"],
  ])("would be refused with %s", async (_, helm, complaint) => {
    const application = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name: "wrong", namespace: "argocd" },
      spec: { project: "default", destination: {}, sources: [{ repoURL: repository.url, helm }] },
    };
    expect(await complaintAbout(application)).toContain(complaint);
  });
});
