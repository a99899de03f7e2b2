import { type Environment, pairByCode } from "../environment/environment";
import { imageReference } from "./image-reference";

/** An image that nodes of a region pull out of the registry of their own. */
export interface Pull {
  readonly regionCode: string;
  /** The services that run it. */
  readonly services: readonly string[];
  /** As the environment file has it. */
  readonly image: string;
  /** Whether it is the environment's own, and nobody else's. */
  readonly isOwn: boolean;
  readonly host: string;
  readonly repository: string;
  /** What it is asked by the first time: a new copy by its tag, which is all that makes ECR take it. */
  readonly first: string;
  /** What nodes ask by. */
  readonly pinned: string;
}

/** Every image of an environment's services in each region, or in one; those that nodes pull from others directly are not in there. */
export function listPulls(environment: Environment, only?: string): readonly Pull[] {
  return pairByCode(environment)
    .filter(({ code }) => only === undefined || code === only)
    .flatMap((region) => {
      const pulls = new Map<string, Pull>();
      for (const [service, { image }] of Object.entries(environment.services)) {
        if (image === undefined) continue;
        const { tag, digest } = image;
        const reference = imageReference(environment, region, image);
        const [, host = "", repository = ""] = /^([^/]+)\/([^:@]+)/.exec(reference) ?? [];
        if (!host.startsWith(`${environment.accountId}.dkr.ecr.`)) continue;
        const pinned = digest ?? tag ?? "";
        const isOwn = image.registry === undefined;
        const first = isOwn ? pinned : (tag ?? pinned);
        const services = [...(pulls.get(reference)?.services ?? []), service];
        const name = `${isOwn ? "" : `${image.registry}/`}${image.repository}:${tag ?? digest}`;
        pulls.set(reference, {
          regionCode: region.code,
          services,
          image: name,
          isOwn,
          host,
          repository,
          first,
          pinned,
        });
      }
      return [...pulls.values()];
    });
}
