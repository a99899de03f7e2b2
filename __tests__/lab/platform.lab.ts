import { afterAll, describe, expect, it } from "vitest";
import { environment as prod } from "../../environments/prod";
import { planPlatformStacks } from "../../src/platform/platform-plan";
import { succeed } from "../../src/terraform/terraform";
import { openCloud } from "./cloud/cloud";
import { reportCosts, timed } from "./cloud/costs";
import { type ObjectName, takeInventory } from "./cloud/inventory";
import { itIsAppliedAndChanged, itIsDestroyed, type ReleaseLife } from "./cloud/release-life";
import { accountId } from "./laboratory";

const cloud = await openCloud("platform");

const life: ReleaseLife = {
  planStacks: planPlatformStacks,
  change: { cluster: { ...prod.cluster, podIdentity: ["aws-load-balancer-controller"] } },
  changed: "helm_release.aws-load-balancer-controller",
  leaves: [
    {
      objects: /^CustomResourceDefinition .*\.(monitoring\.coreos\.com|cert-manager\.io|external-secrets\.io)$/,
      because: "their charts keep them, with what people made of them",
    },
  ],
};

describe.skipIf(cloud === undefined)("the platform stacks of prod, on an API server per region", () => {
  if (cloud === undefined) return;
  const { laboratory, regions, synth, applyClusters, clusterOutputs, close } = cloud;
  const before = new Map<string, ReadonlySet<ObjectName>>();
  afterAll(async () => {
    reportCosts("platform", regions);
    await close();
  });

  it("find the clusters where the emulated EKS says that they are", async () => {
    synth();
    await timed("clusters in the emulated EKS", () => applyClusters());
    for (const { plan, cluster } of regions) {
      const outputs = JSON.parse(
        await succeed(laboratory.terraform(plan.stack.id, clusterOutputs), "output", "-json"),
      ) as Record<string, { value: string }>;
      expect(outputs["cluster_endpoint"]?.value).toBe(cluster.endpoint);
      expect(outputs["cluster_certificate_authority_data"]?.value).toBe(cluster.certificateAuthority);
      before.set(cluster.name, await takeInventory(cluster.api));
    }
  });

  it("are let in by their access entry, as others are as far as theirs go, and strangers are not", async () => {
    for (const { cluster, tokenOf } of regions) {
      const statusOf = async (token: string, path: string) => (await cluster.as(token).send("GET", path)).status;
      const terraform = tokenOf(accountId, "emulator");
      expect(await statusOf(terraform, "/api/v1/secrets")).toBe(200);
      const developer = tokenOf("DEVELOPER", "of the developer");
      expect(await statusOf(developer, "/api/v1/pods")).toBe(200);
      expect(await statusOf(developer, "/api/v1/secrets")).toBe(403);
      const others = [
        tokenOf("STRANGER", "of the stranger"),
        tokenOf("NOBODY", "of nobody"),
        tokenOf(accountId, "guessed"),
        tokenOf(accountId, "emulator", "acme-prod-other"),
      ];
      for (const token of others) expect(await statusOf(token, "/api/v1/pods")).toBe(401);
      expect(new Set(cluster.refusedTokens)).toEqual(
        new Set([
          `${cluster.name} has no access entry of arn:aws:iam::${accountId}:role/stranger`,
          "access key NOBODY is nobody's",
          `not signed for ${cluster.name} by its key`,
        ]),
      );
    }
  });

  itIsAppliedAndChanged(cloud, life);

  it("are asked when somebody makes what their controllers admit", async () => {
    const backend = { service: { name: "web", port: { number: 80 } } };
    const ingress = {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web", namespace: "default" },
      spec: { ingressClassName: "alb", defaultBackend: backend },
    };
    for (const { cluster } of regions) {
      const path = "/apis/networking.k8s.io/v1/namespaces/default/ingresses?dryRun=All";
      await cluster.api.call("POST", path, ingress);
      expect(cluster.admitted).toContain("CREATE Ingress web");
    }
  });

  it("let the API server call nothing that nobody stands for", () => {
    for (const { cluster } of regions) expect(new Set(cluster.refusedCalls)).toEqual(new Set());
  });

  itIsDestroyed(cloud, life, before);
});
