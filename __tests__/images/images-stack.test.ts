import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { imageReference } from "../../src/images/image-reference";
import { planImages } from "../../src/images/images-plan";
import { dev, parsed, prod, regionsWith } from "../literals";
import { stackOf } from "../synthesized";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const service = (image: object) => ({ namespace: "shop", image });
const literal = {
  ...prod,
  services: {
    orders: service({ repository: "shop/orders", tag: "1.4.2" }),
    stock: service({ repository: "shop.stock_1-a", tag: "1.0.0" }),
    // Two services may run one image.
    worker: service({ repository: "shop/orders", tag: "1.4.1" }),
    web: service({ registry: "ghcr.io", repository: "stefanprodan/podinfo", tag: "6.9.2", digest }),
  },
  images: { pullThrough: { "ghcr.io": { credentialsSecret: "ecr-pullthroughcache/ghcr" }, "quay.io": {} } },
} as EnvironmentInput;
const stack = stackOf("prod-images", literal);

describe.each([
  ["euw1", "eu-west-1", "eu-central-1"],
  ["euc1", "eu-central-1", "eu-west-1"],
])("the registry in %s", (id, regionCode, other) => {
  const provider = `aws.${id}`;
  const keyArn = `\${aws_kms_key.${id}_images_key.arn}`;
  const part = (type: string, name: string) => stack.resources(type)[`${id}_${name}`];

  it("has a repository for each image of the environment's own, scanned, encrypted, with tags that stay", () => {
    const names = Object.entries(stack.resources("aws_ecr_repository")).filter(([name]) => name.startsWith(id));
    expect(names.map(([name]) => name)).toEqual([
      `${id}_shop---stock----1-a_repository`,
      `${id}_shop--orders_repository`,
    ]);
    expect(part("aws_ecr_repository", "shop--orders_repository")).toMatchObject({
      provider,
      name: "acme/prod/shop/orders",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: keyArn }],
      force_delete: false,
    });
  });

  it("keeps the newest releases of its own, and of copies whatever is newest, tagged or not", () => {
    const ruleOf = (policy: unknown) => JSON.parse(String(policy)).rules[0].selection;
    const count = { countType: "imageCountMoreThan", countNumber: 100 };
    expect(ruleOf(part("aws_ecr_lifecycle_policy", "shop--orders_lifecycle")?.["policy"])).toEqual({
      tagStatus: "tagged",
      tagPatternList: ["*"],
      ...count,
    });
    const template = part("aws_ecr_repository_creation_template", "cache-ghcr_template");
    expect(ruleOf(template?.["lifecycle_policy"])).toEqual({ tagStatus: "any", ...count });
  });

  it("sends what is pushed of the environment's own to the other region, and no copies", () => {
    expect(part("aws_ecr_replication_configuration", "replication")).toMatchObject({
      provider,
      replication_configuration: {
        rule: [
          {
            destination: [{ region: other, registry_id: "111122223333" }],
            repository_filter: [{ filter: "acme/prod/", filter_type: "PREFIX_MATCH" }],
          },
        ],
      },
    });
    for (const rule of Object.values(stack.resources("aws_ecr_pull_through_cache_rule")))
      expect(String(rule["ecr_repository_prefix"])).not.toMatch(/^acme\/prod\//);
  });

  it("keeps copies of registries of others, with credentials, key and role of its own region", () => {
    expect(part("aws_ecr_pull_through_cache_rule", "cache-ghcr_rule")).toMatchObject({
      provider,
      upstream_registry_url: "ghcr.io",
      credential_arn: `\${data.aws_secretsmanager_secret.${id}_cache-ghcr_secret.arn}`,
    });
    expect(part("aws_ecr_pull_through_cache_rule", "cache-quay_rule")).not.toHaveProperty("credential_arn");
    expect(part("aws_ecr_repository_creation_template", "cache-ghcr_template")).toMatchObject({
      provider,
      prefix: "acme-prod/ghcr",
      applied_for: ["PULL_THROUGH_CACHE"],
      image_tag_mutability: "IMMUTABLE",
      encryption_configuration: [{ encryption_type: "KMS", kms_key: keyArn }],
      resource_tags: { environment: "prod", region: regionCode, layer: "images" },
    });
    expect(part("aws_iam_role_policy", "cache_policy")).toMatchObject({ provider });
  });

  it("is made of nothing of the other region but the destination of its copies", () => {
    const parts = Object.values(stack.json.resource ?? {}).flatMap((named) =>
      Object.entries(named).filter(([name]) => name.startsWith(`${id}_`) && name !== `${id}_replication`),
    );
    expect(parts.length).toBeGreaterThan(10);
    expect(JSON.stringify(parts)).not.toContain(other);
  });
});

describe("the images stack", () => {
  const stacksOf = (change: object) => planImages(parsed({ ...literal, ...change } as EnvironmentInput));
  const exchanged = regionsWith({ role: "failover" }, { role: "primary" });

  it("is the same when the regions exchange their roles", () => {
    const [before, after] = [stacksOf({}), stacksOf({ regions: exchanged })].map(([plan]) => plan?.registries);
    expect(after).toEqual(before);
  });

  it("is not there where nothing would be in it", () => {
    expect(planImages(parsed(dev))).toEqual([]);
    expect(stacksOf({ cluster: undefined, services: {}, edge: undefined })).toEqual([]);
  });

  it("leaves the registry's replication alone where pipelines push to both regions, or where it has no images", () => {
    const pipeline = stacksOf({ images: { ...literal.images, replication: "pipeline" } });
    const copiesOnly = stacksOf({ services: {} });
    for (const [plan] of [pipeline, copiesOnly])
      expect(plan?.registries.map(({ replication }) => replication)).toEqual([undefined, undefined]);
  });

  it("has a repository, or a cache, in the region of each image that a service runs there", () => {
    const environment = parsed(literal);
    const [plan] = planImages(environment);
    for (const { regionCode, repositories, caches } of plan?.registries ?? []) {
      for (const { image } of Object.values(environment.services)) {
        if (image === undefined) throw new Error("every service here has one");
        const [, path = ""] =
          new RegExp(`^111122223333\\.dkr\\.ecr\\.${regionCode}\\.amazonaws\\.com/([^:@]+)`).exec(
            imageReference(environment, { code: regionCode }, image),
          ) ?? [];
        const isThere =
          repositories.some(({ name }) => name === path) || caches.some(({ prefix }) => path.startsWith(`${prefix}/`));
        expect(isThere, path).toBe(true);
      }
    }
    expect(plan?.registries).toHaveLength(2);
  });
});
