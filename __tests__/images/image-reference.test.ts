import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Image } from "../../src/environment/image-schema";
import { imageReference } from "../../src/images/image-reference";
import { tryGetUpstream, upstreamNames } from "../../src/images/upstream-registry";
import { imageCachePath, imageRepositoryPath, maxCacheWord } from "../../src/stack/names";
import { parsed, prod } from "../literals";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const base = parsed(prod);
const environment = {
  ...base,
  images: { ...base.images, pullThrough: { "ghcr.io": {}, "docker.io": {}, "acme.azurecr.io": {} } },
};
const reference = (image: Image, code = "eu-central-1") => imageReference(environment, { code }, image);

describe("the image of a service in a region", () => {
  it.each<[string, Image, string]>([
    [
      "is in the region's own registry",
      { repository: "orders", tag: "1.4.2", digest },
      `111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme/prod/orders:1.4.2@${digest}`,
    ],
    [
      "may be pinned by its tag alone",
      { repository: "orders", tag: "1.4.2" },
      "111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme/prod/orders:1.4.2",
    ],
    [
      "comes through the region's own registry from one of others",
      { registry: "ghcr.io", repository: "stefanprodan/podinfo", digest },
      `111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme-prod/ghcr/stefanprodan/podinfo@${digest}`,
    ],
    [
      "has the whole path of Docker Hub's own images",
      { registry: "docker.io", repository: "nginx", tag: "1.29.1", digest },
      `111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme-prod/docker/library/nginx:1.29.1@${digest}`,
    ],
    [
      "comes from others directly where they are not pulled through",
      { registry: "quay.io", repository: "acme/tool", digest },
      `quay.io/acme/tool@${digest}`,
    ],
  ])("%s", (_, image, expected) => {
    expect(reference(image)).toBe(expected);
  });

  it("differs between the regions in nothing but the region, which names no other", () => {
    for (const registry of [undefined, "ghcr.io", "docker.io"]) {
      const image = { repository: "orders", digest, ...(registry === undefined ? {} : { registry }) };
      const [here, there] = [reference(image, "eu-west-1"), reference(image, "eu-central-1")];
      expect(here).not.toContain("eu-central-1");
      expect(here.replace("eu-west-1", "eu-central-1")).toBe(there);
    }
  });
});

describe("registries that ECR keeps copies of", () => {
  it("have prefixes that ECR takes, whatever the environment is called", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,40}$/);
    const part = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));
    fc.assert(
      fc.property(part, part, fc.constantFrom(...upstreamNames), (organization, name, registry) => {
        const word = tryGetUpstream(registry.replace("<name>", "acme"))?.word ?? "";
        const prefix = `${imageCachePath({ organization, name })}${word}`;
        expect(word.length).toBeLessThanOrEqual(maxCacheWord);
        expect(prefix.startsWith(imageRepositoryPath({ organization, name }))).toBe(false);
        expect(prefix.length).toBeLessThanOrEqual(30);
        expect(prefix).toMatch(/^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/);
      }),
    );
  });

  it("have names of their own", () => {
    const words = upstreamNames.map((name) => tryGetUpstream(name.replace("<name>", "acme"))?.word);
    expect(new Set(words)).toHaveLength(upstreamNames.length);
    expect(tryGetUpstream("acme.azurecr.io")?.word).not.toBe(tryGetUpstream("other.azurecr.io")?.word);
  });

  it("are none that merely look like one", () => {
    for (const name of ["constructor", "docker.com", "azurecr.io", "a.b.azurecr.io", "registry-1.docker.io"]) {
      expect(tryGetUpstream(name), name).toBeUndefined();
    }
  });
});
