import { z } from "zod";
import type { Environment } from "./environment";
import { environmentSchema } from "./environment-schema";
import type { OwnImageFields } from "./own-images";

/** Whatever is wrong in here is told when the file is synthesized itself. */
const ownImageFields = {
  cluster: z.unknown().optional(),
  services: z
    .record(
      z.string(),
      z
        .object({
          image: z.object({ registry: z.string().optional(), repository: z.string() }).optional().catch(undefined),
        })
        .catch({}),
    )
    .catch({}),
  images: z
    .object({ replication: z.enum(["registry", "pipeline"]).catch("registry") })
    .catch({ replication: "registry" }),
};

/**
 * What names and states of an environment are made of: once they exist, a change of it leads to others. Whatever else is wrong with a file,
 * this much of it can be compared.
 */
export const identitySchema = z.object({
  ...environmentSchema.pick({ organization: true, name: true, accountId: true, regions: true, state: true }).shape,
  ...ownImageFields,
  /** The names that users come by. What is wrong with them hides nothing of the rest. */
  dns: environmentSchema.shape.dns.catch(undefined),
  edge: environmentSchema.shape.edge.catch(undefined),
});

export type IdentityFields = Pick<Environment, "organization" | "name" | "accountId" | "regions" | "state"> &
  Partial<Pick<Environment, "dns" | "edge">> &
  OwnImageFields;

/** The identity of an environment as a team keeps it beside the file, once its state buckets exist. */
export const recordedIdentitySchema = z.strictObject({
  organization: z.string(),
  name: z.string(),
  accountId: z.string(),
  /** Codes, in alphabetical order. */
  regions: z.array(z.string()).readonly(),
  /** What both state buckets' names start with, where the file says so. */
  bucketPrefix: z.string().optional(),
  /** The region whose bucket keeps what belongs to no single region. */
  sharedRegion: z.string(),
});

export type RecordedIdentity = Readonly<z.output<typeof recordedIdentitySchema>>;

/** What a team records of an environment; undefined where its state is in local files. */
export function tryGetIdentity({
  organization,
  name,
  accountId,
  regions,
  state,
}: Pick<IdentityFields, "organization" | "name" | "accountId" | "regions" | "state">): RecordedIdentity | undefined {
  if (state.backend === "local") return undefined;
  const { bucketPrefix, sharedRegion } = state;
  return {
    organization,
    name,
    accountId,
    regions: regions.map(({ code }) => code).toSorted(),
    ...(bucketPrefix === undefined ? {} : { bucketPrefix }),
    sharedRegion,
  };
}
