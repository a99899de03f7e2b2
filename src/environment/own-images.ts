import type { Environment } from "./environment";

/** What says which repositories an environment has of its own, and how they get into the other region. */
export interface OwnImageFields {
  readonly cluster?: unknown;
  readonly services: Readonly<
    Record<
      string,
      { readonly image?: { readonly registry?: string | undefined; readonly repository: string } | undefined }
    >
  >;
  readonly images: Pick<Environment["images"], "replication">;
}

/** Repositories of the environment's own images, each once: those that its services name without a registry. */
export function listOwnRepositories({ cluster, services }: Omit<OwnImageFields, "images">): readonly string[] {
  if (cluster === undefined) return [];
  const named = Object.values(services).flatMap(({ image }) =>
    image === undefined || image.registry !== undefined ? [] : [image.repository],
  );
  return [...new Set(named)].toSorted();
}

/** Whether the environment says how the whole registry of its account is replicated, in each of its regions. */
export function setsReplication(fields: OwnImageFields): boolean {
  return fields.images.replication === "registry" && listOwnRepositories(fields).length > 0;
}
