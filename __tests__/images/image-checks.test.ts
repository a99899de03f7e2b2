import { describe, expect, it } from "vitest";
import { problemsOf } from "../literals";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const upstreams =
  "cgr.dev, docker.io, ghcr.io, public.ecr.aws, quay.io, registry.gitlab.com, registry.k8s.io, <name>.azurecr.io";
const web = (image: object, images: object = {}) => ({ services: { web: { namespace: "shop", image } }, images });
const of = (registry: string, images?: object) =>
  web({ registry, repository: "acme/web", tag: "1.0.0", digest }, images);
type Change = Readonly<Record<string, unknown>>;
const direct = { accepted: "registries-of-others", because: "a test" };

describe("the image of a service", () => {
  it.each<[string, Change, object]>([
    [
      "is in the registry of one region alone",
      of("444455556666.dkr.ecr.eu-west-1.amazonaws.com", { direct }),
      {
        path: "services.web.image.registry",
        got: '"444455556666.dkr.ecr.eu-west-1.amazonaws.com"',
        expected: "an image that both regions have: that registry is gone with eu-west-1",
        fix: "push it to a repository of this environment, which is in both, and leave registry out",
      },
    ],
    [
      "comes from others, past the registry of the region",
      of("quay.io"),
      {
        path: "services.web.image.registry",
        got: '"quay.io"',
        expected: "a registry in images.pullThrough: in a disaster nobody answers for those of others",
        fix: 'add "quay.io" to images.pullThrough, or accept images.direct',
      },
    ],
    [
      "comes from where ECR takes nothing",
      of("registry.example.com"),
      {
        path: "services.web.image.registry",
        got: '"registry.example.com"',
        expected: `a repository of this environment, or one of ${upstreams}, of which ECR keeps copies`,
        fix: "copy the image to a repository of this environment and leave registry out, or accept images.direct",
      },
    ],
    [
      "names Docker Hub by another name",
      of("index.docker.io", { direct }),
      {
        path: "services.web.image.registry",
        got: '"index.docker.io"',
        expected: "docker.io, as images of Docker Hub are named",
        fix: "write docker.io",
      },
    ],
    [
      "is pulled through by a digest alone, which ECR does not find the first time",
      web({ registry: "quay.io", repository: "acme/web", digest }, { pullThrough: { "quay.io": {} } }),
      {
        path: "services.web.image",
        got: "a digest without a tag",
        expected: "the tag beside it: ECR takes a new image from quay.io by its tag alone",
        fix: "set services.web.image.tag to the release that has this digest; the digest still decides what runs",
      },
    ],
  ])("is refused where it %s", (_, change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  it.each<[string, Change]>([
    ["is the environment's own", web({ repository: "web", tag: "1.0.0" })],
    ["is pulled through", of("quay.io", { pullThrough: { "quay.io": {} } })],
    ["is pulled directly, by a named choice", of("registry.example.com", { direct })],
    [
      "is pulled through although others may be pulled directly",
      of("quay.io", { pullThrough: { "quay.io": {} }, direct }),
    ],
  ])("is taken where it %s", (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });
});

describe("a registry that is pulled through", () => {
  const through = (name: string, upstream: object = {}) =>
    problemsOf({ services: {}, images: { pullThrough: { [name]: upstream } } });

  it.each(["docker.io", "ghcr.io", "registry.gitlab.com", "cgr.dev", "acme.azurecr.io"])(
    "needs credentials where ECR asks for them: %s",
    (name) => {
      expect(through(name)).toEqual([
        {
          path: `images.pullThrough["${name}"].credentialsSecret`,
          got: "nothing",
          expected: `the name of a secret in both regions: ECR pulls nothing from ${name} without signing in`,
          fix: `make a secret such as ecr-pullthroughcache/${name.split(".")[0]} with username and accessToken in each region, and name it here`,
        },
      ]);
      expect(through(name, { credentialsSecret: "ecr-pullthroughcache/it" })).toEqual([]);
    },
  );

  it.each(["public.ecr.aws", "quay.io", "registry.k8s.io"])("needs none elsewhere: %s", (name) => {
    expect(through(name)).toEqual([]);
  });

  it("must be one that ECR takes", () => {
    expect(through("gcr.io")).toEqual([
      {
        path: 'images.pullThrough["gcr.io"]',
        got: '"gcr.io"',
        expected: `a registry that ECR keeps copies of: one of ${upstreams}`,
        fix: "remove it; copy its images to repositories of this environment, or accept images.direct",
      },
    ]);
    expect(through("registry-1.docker.io")).toMatchObject([{ fix: "write docker.io" }]);
  });
});
