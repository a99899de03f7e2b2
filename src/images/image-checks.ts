import { type Check, defineCheck } from "../config/check";
import { entriesOf } from "../config/entries";
import type { Problem } from "../config/problem";
import type { Environment } from "../environment/environment";
import { tryGetUpstream, upstreamNames } from "./upstream-registry";

/** Names under which people know Docker Hub, beside the one that images carry. */
const dockerHub: ReadonlySet<string> = new Set([
  "docker.com",
  "hub.docker.com",
  "index.docker.io",
  "registry-1.docker.io",
  "registry.hub.docker.com",
]);

/** What is wrong with the registry that a service's image, or a cache, is said to come from. */
type RegistryFlaw = Pick<Problem, "expected" | "fix">;

/** Whatever runs must be had when the primary region, or the internet, is not. */
const sourceCheck: Check = defineCheck(["services.*", "images"], ({ services, images }) =>
  entriesOf(["services"], services).flatMap(({ path, value: { image } }): Problem[] => {
    if (image?.registry === undefined) return [];
    const flaw = findSourceFlaw(image.registry, images);
    return flaw === undefined ? [] : [{ path: `${path}.image.registry`, got: JSON.stringify(image.registry), ...flaw }];
  }),
);

function findSourceFlaw(registry: string, images: Environment["images"]): RegistryFlaw | undefined {
  const region = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws|on)\./.exec(registry)?.[1];
  if (region !== undefined) {
    return {
      expected: `an image that both regions have: that registry is gone with ${region}`,
      fix: "push it to a repository of this environment, which is in both, and leave registry out",
    };
  }
  if (dockerHub.has(registry))
    return { expected: "docker.io, as images of Docker Hub are named", fix: "write docker.io" };
  if (Object.hasOwn(images.pullThrough, registry) || images.direct !== undefined) return undefined;
  return tryGetUpstream(registry) === undefined
    ? {
        expected: `a repository of this environment, or one of ${upstreamNames.join(", ")}, of which ECR keeps copies`,
        fix: "copy the image to a repository of this environment and leave registry out, or accept images.direct",
      }
    : {
        expected: "a registry in images.pullThrough: in a disaster nobody answers for those of others",
        fix: `add ${JSON.stringify(registry)} to images.pullThrough, or accept images.direct`,
      };
}

/** https://github.com/aws/containers-roadmap/issues/2837 */
const firstPullCheck: Check = defineCheck(["services.*", "images"], ({ services, images }) =>
  entriesOf(["services"], services).flatMap(({ path, value: { image } }): Problem[] => {
    if (image?.registry === undefined || image.tag !== undefined) return [];
    if (!Object.hasOwn(images.pullThrough, image.registry)) return [];
    return [
      {
        path: `${path}.image`,
        got: "a digest without a tag",
        expected: `the tag beside it: ECR takes a new image from ${image.registry} by its tag alone`,
        fix: `set ${path}.image.tag to the release that has this digest; the digest still decides what runs`,
      },
    ];
  }),
);

/** AWS would say all this in the middle of an apply. */
const cacheCheck: Check = defineCheck(["images"], ({ images }) =>
  entriesOf(["images", "pullThrough"], images.pullThrough).flatMap(({ name, path, value }): Problem[] => {
    const flaw = findCacheFlaw(name);
    if (flaw !== undefined) return [{ path, got: JSON.stringify(name), ...flaw }];
    if (value.credentialsSecret !== undefined || tryGetUpstream(name)?.needsCredentials !== true) return [];
    return [
      {
        path: `${path}.credentialsSecret`,
        got: "nothing",
        expected: `the name of a secret in both regions: ECR pulls nothing from ${name} without signing in`,
        fix: `make a secret such as ecr-pullthroughcache/${name.split(".")[0]} with username and accessToken in each region, and name it here`,
      },
    ];
  }),
);

function findCacheFlaw(name: string): RegistryFlaw | undefined {
  if (dockerHub.has(name)) return { expected: "docker.io, as images of Docker Hub are named", fix: "write docker.io" };
  if (tryGetUpstream(name) !== undefined) return undefined;
  return {
    expected: `a registry that ECR keeps copies of: one of ${upstreamNames.join(", ")}`,
    fix: "remove it; copy its images to repositories of this environment, or accept images.direct",
  };
}

export const imageChecks: readonly Check[] = [sourceCheck, firstPullCheck, cacheCheck];
