import { describe, expect, it } from "vitest";
import { layers } from "../../main";
import type { ReleasePlan } from "../../src/helm/release-plan";
import { ReleaseStack } from "../../src/helm/release-stack";
import type { ReleaseStackPlan } from "../../src/helm/release-stack-plan";
import { regionNames } from "../../src/stack/names";
import { locateRegionStack, planRegionStack } from "../../src/stack/stack-plan";
import { parsed, prod } from "../literals";
import { temporaryApp, writtenStack } from "../temporary";

const environment = parsed(prod);
const [region] = environment.regions;
if (region === undefined) throw new Error("prod has no region");

const release = (name: string, change: Partial<ReleasePlan> = {}): ReleasePlan => ({
  name,
  namespace: "tools",
  chart: { chart: name, version: "1.0.0", repository: "https://charts.example.com" },
  ownChart: undefined,
  crdsApart: false,
  values: "{}\n",
  timeoutSec: 60,
  after: [],
  ...change,
});

/** What a stack of these releases says. */
function stackWith(releases: readonly ReleasePlan[], change: Partial<ReleaseStackPlan> = {}) {
  const app = temporaryApp();
  const cluster = locateRegionStack(environment, "cluster", "eu-west-1");
  for (const layer of layers.filter(({ name }) => name === "network" || name === "cluster")) {
    layer.plan(environment).addStacks(app);
  }
  new ReleaseStack(app, {
    stack: planRegionStack(environment, "platform", "eu-west-1", {
      reads: [cluster],
      providers: ["helm", "kubernetes"],
    }),
    region: region as ReleaseStackPlan["region"],
    clusterName: regionNames(environment, { code: "eu-west-1" }).cluster,
    cluster,
    namespaces: [],
    releases,
    ...change,
  });
  return writtenStack(app, "prod-eu-west-1-platform");
}

describe("a stack of releases", () => {
  it("passes values on as they are, whatever Terraform would read in them", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what Terraform would take for a reference
    const values = 'query: "${__interval} %{if} $x"\n';
    const stack = stackWith([release("tools", { values })]);
    expect(stack.resources("helm_release")["tools"]?.["values"]).toEqual(['query: "$${__interval} %%{if} $x"\n']);
  });

  it("makes each namespace before the releases in it, with what its pods may ask for", () => {
    const stack = stackWith([release("tools"), release("other", { namespace: "other" })], {
      namespaces: [{ name: "tools", podSecurity: "baseline" }],
    });
    expect(stack.only("kubernetes_namespace_v1")["metadata"]).toMatchObject({
      name: "tools",
      annotations: { owner: "platform-team" },
      labels: {
        "app.kubernetes.io/managed-by": "tandem",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/warn": "baseline",
        "pod-security.kubernetes.io/audit": "baseline",
      },
    });
    expect(stack.resources("helm_release")["tools"]?.["depends_on"]).toEqual([
      "kubernetes_namespace_v1.namespace-tools",
    ]);
    expect(stack.resources("helm_release")["other"]).not.toHaveProperty("depends_on");
  });

  it("keeps the order of its releases", () => {
    const stack = stackWith([release("crds"), release("tools", { after: ["crds"] })]);
    expect(stack.resources("helm_release")["tools"]?.["depends_on"]).toEqual(["helm_release.crds"]);
  });

  it("is refused where a release comes after one that is not before it", () => {
    expect(() => stackWith([release("tools", { after: ["crds"] }), release("crds")])).toThrow(
      "release tools comes after crds, which is not before it",
    );
  });
});
