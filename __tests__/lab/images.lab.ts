import { afterAll, describe, expect, it } from "vitest";
import { applyStack, countResources, destroyStack, findDrift, openLaboratory } from "./laboratory";
import { isFull, leavePartOut } from "./left-out";

if (!isFull) leavePartOut("images");
const laboratory = isFull ? await openLaboratory("images", []) : undefined;

/** Services with images of their own, and caches of which one asks for credentials. */
const withImages = {
  services: { orders: { namespace: "shop", image: { repository: "shop/orders", tag: "1.4.2" } } },
  images: {
    pullThrough: { "ghcr.io": { credentialsSecret: "ecr-pullthroughcache/ghcr" }, "registry.k8s.io": {} },
    keptReleases: 30,
  },
};

describe.skipIf(laboratory === undefined)("the registries of prod, in the emulators", () => {
  if (laboratory === undefined) return;
  const { emulators, synth, terraform, shell, close } = laboratory;
  afterAll(close);
  const images = "prod-images";
  const aws = (region: string, words: string) =>
    shell(`aws --region ${region} --endpoint-url ${emulators.moto} ${words}`);
  const ecr = (region: string, words: string) => JSON.parse(aws(region, `ecr ${words} --output json`));

  it("names the secret that is not there", async () => {
    synth("prod", { ...withImages, state: { backend: "local" } });
    const { output, exitCode } = await applying();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("ecr-pullthroughcache/ghcr");
  });

  it("find it in each region", () => {
    for (const region of ["eu-west-1", "eu-central-1"]) {
      const credentials = `'{"username":"somebody","accessToken":"something"}'`;
      aws(region, `secretsmanager create-secret --name ecr-pullthroughcache/ghcr --secret-string ${credentials}`);
    }
  });

  it("are applied in both regions at once, and planned again without a change", async () => {
    await applyStack(terraform(images));
    expect(await countResources(terraform(images))).toBe(2 * 11);
    expect(await findDrift(terraform(images))).toBe("");
  });

  it.each([
    ["eu-west-1", "eu-central-1"],
    ["eu-central-1", "eu-west-1"],
  ])("have in %s whatever a node there pulls, and send what is pushed there to %s", (region, other) => {
    const [repository] = ecr(region, "describe-repositories").repositories;
    expect(repository).toMatchObject({
      repositoryName: "acme/prod/shop/orders",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: "KMS" },
    });
    expect(repository.encryptionConfiguration.kmsKey).toContain(`:kms:${region}:`);
    const lifecycle = ecr(region, "get-lifecycle-policy --repository-name acme/prod/shop/orders");
    expect(JSON.parse(lifecycle.lifecyclePolicyText).rules[0].selection.countNumber).toBe(30);
    expect(ecr(region, "describe-registry").replicationConfiguration.rules).toEqual([
      {
        destinations: [{ region: other, registryId: "111122223333" }],
        repositoryFilters: [{ filter: "acme/prod/", filterType: "PREFIX_MATCH" }],
      },
    ]);
    const rules = byPrefix(ecr(region, "describe-pull-through-cache-rules").pullThroughCacheRules);
    expect(rules.map((rule) => [rule["ecrRepositoryPrefix"], rule["upstreamRegistryUrl"]])).toEqual([
      ["acme-prod/ghcr", "ghcr.io"],
      ["acme-prod/k8s", "registry.k8s.io"],
    ]);
    expect(rules[0]?.["credentialArn"]).toContain(`:secretsmanager:${region}:`);
    for (const template of ecr(region, "describe-repository-creation-templates").repositoryCreationTemplates) {
      expect(template.encryptionConfiguration.kmsKey).toContain(`:kms:${region}:`);
      expect(template.customRoleArn).toMatch(/^arn:aws:iam::111122223333:role\/acme-prod-eu\w1-image-cache$/);
    }
  });

  it("change nothing when the regions exchange their roles", async () => {
    const { regions } = (await import("../../environments/prod")).environment;
    const exchanged = regions.map((region) => ({
      ...region,
      role: region.role === "primary" ? "failover" : "primary",
    }));
    synth("prod", { ...withImages, state: { backend: "local" }, regions: exchanged });
    expect(await findDrift(terraform(images))).toBe("");
  });

  it("are destroyed, and nothing is left", async () => {
    await destroyStack(terraform(images));
    expect(await countResources(terraform(images))).toBe(0);
    for (const region of ["eu-west-1", "eu-central-1"]) {
      expect(ecr(region, "describe-repositories").repositories).toEqual([]);
      expect(ecr(region, "describe-pull-through-cache-rules").pullThroughCacheRules).toEqual([]);
      expect(ecr(region, "describe-registry").replicationConfiguration.rules).toEqual([]);
    }
  });

  /** What was made at once comes in any order. */
  function byPrefix(rules: readonly Readonly<Record<string, string>>[]) {
    return rules.toSorted((a, b) => String(a["ecrRepositoryPrefix"]).localeCompare(String(b["ecrRepositoryPrefix"])));
  }

  async function applying() {
    await terraform(images)("init", "-input=false");
    return terraform(images)("apply", "-input=false", "-auto-approve", "-no-color");
  }
});
