import { getRegionFacts } from "../../modules/aws-regions";
import { type Environment, getOtherRegion, pairByCode, type Region, shortCodeOf } from "../environment/environment";
import { listOwnRepositories, setsReplication } from "../environment/own-images";
import { imageCachePath, imageRepositoryPath, regionNames } from "../stack/names";
import { planSharedStack, type StackPlan } from "../stack/stack-plan";
import { tagsOf } from "../stack/tags";
import { getUpstream } from "./upstream-registry";

export interface ImagesPlan {
  readonly stack: StackPlan;
  /** In alphabetical order of the region codes. They differ in nothing but their regions: an exchange of roles changes none. */
  readonly registries: readonly [RegistryPlan, RegistryPlan];
}

/** What an environment has in the registry of its account in one region. */
export interface RegistryPlan {
  /** The region's short code: first part of ids. */
  readonly id: string;
  readonly regionCode: string;
  readonly partition: string;
  readonly keyAlias: string;
  readonly keptReleases: number;
  readonly repositories: readonly RepositoryPlan[];
  /** Where whatever is pushed here is copied to; undefined where pipelines push to both regions. */
  readonly replication: ReplicationPlan | undefined;
  readonly caches: readonly CachePlan[];
  readonly cacheRole: string;
  /** What repositories of all caches stand below, with a slash at the end. */
  readonly cachePath: string;
  /** Of repositories that ECR makes for a cache. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface RepositoryPlan {
  readonly id: string;
  readonly name: string;
}

export interface ReplicationPlan {
  readonly regionCode: string;
  /** What names of the repositories start with that are meant. */
  readonly prefix: string;
}

export interface CachePlan {
  readonly id: string;
  readonly prefix: string;
  readonly url: string;
  readonly credentialsSecret: string | undefined;
}

/** The images stack of an environment; none where its services have no images that would pass through a registry of ours. */
export function planImages(environment: Environment): readonly ImagesPlan[] {
  if (environment.cluster === undefined) return [];
  const [first, second] = pairByCode(environment);
  const registries = [planRegistry(environment, first), planRegistry(environment, second)] as const;
  if (registries.every(({ repositories, caches }) => repositories.length + caches.length === 0)) return [];
  return [{ stack: planSharedStack(environment, "images"), registries }];
}

function planRegistry(environment: Environment, region: Region): RegistryPlan {
  const { keptReleases, pullThrough } = environment.images;
  const { imageKeyAlias, imageCacheRole } = regionNames(environment, region);
  const prefix = imageRepositoryPath(environment);
  const cachePath = imageCachePath(environment);
  return {
    id: shortCodeOf(region),
    regionCode: region.code,
    partition: getRegionFacts(region.code).partition,
    keyAlias: imageKeyAlias,
    keptReleases,
    repositories: listOwnRepositories(environment).map((repository) => ({
      id: idOf(repository),
      name: `${prefix}${repository}`,
    })),
    // Both ways: what is pushed after a takeover comes back too. ECR copies no copies, so that nothing goes round.
    replication: setsReplication(environment)
      ? { regionCode: getOtherRegion(environment, region.code).code, prefix }
      : undefined,
    caches: Object.entries(pullThrough)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([registry, { credentialsSecret }]) => {
        const { word, url } = getUpstream(registry);
        return { id: word, prefix: `${cachePath}${word}`, url, credentialsSecret };
      }),
    cacheRole: imageCacheRole,
    cachePath,
    tags: tagsOf(environment, "images", region.code),
  };
}

/** Two separators never stand side by side in the name of a repository, so that their number tells them apart. */
function idOf(repository: string): string {
  return repository.replaceAll("_", "----").replaceAll(".", "---").replaceAll("/", "--");
}
