import type { Environment, Region } from "../environment/environment";
import type { Image } from "../environment/image-schema";
import { imageCachePath, imageRepositoryPath } from "../stack/names";
import { getUpstream } from "./upstream-registry";

type ImageEnvironment = Pick<Environment, "organization" | "name" | "accountId" | "images">;

/**
 * What a node of a region is told to pull. Nothing in it names the other region: an image of the environment, and one of a registry in
 * `images.pullThrough`, come from the registry of the region itself.
 */
export function imageReference(environment: ImageEnvironment, region: Pick<Region, "code">, image: Image): string {
  const { tag, digest } = image;
  const pin = [...(tag === undefined ? [] : [`:${tag}`]), ...(digest === undefined ? [] : [`@${digest}`])].join("");
  return `${locateImage(environment, region, image)}${pin}`;
}

function locateImage(
  environment: ImageEnvironment,
  region: Pick<Region, "code">,
  { registry, repository }: Image,
): string {
  const here = registryHost(environment.accountId, region.code);
  if (registry === undefined) return `${here}/${imageRepositoryPath(environment)}${repository}`;
  const path = repositoryIn(registry, repository);
  if (!Object.hasOwn(environment.images.pullThrough, registry)) return `${registry}/${path}`;
  return `${here}/${imageCachePath(environment)}${getUpstream(registry).word}/${path}`;
}

/** The private registry of an account in a region. Both partitions that a platform can stand in have the same domain. */
function registryHost(accountId: string, regionCode: string): string {
  return `${accountId}.dkr.ecr.${regionCode}.amazonaws.com`;
}

/** Docker Hub calls its own images by one word; everywhere but in its command line they stand below `library`. */
function repositoryIn(registry: string, repository: string): string {
  return registry === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository;
}
