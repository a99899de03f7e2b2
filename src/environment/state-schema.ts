import { z } from "zod";
import { regionCode } from "./field";

/** Where Terraform keeps its state. */
export const state = z
  .discriminatedUnion("backend", [
    /** One bucket per region, made by the state stack. */
    z.strictObject({
      backend: z.literal("s3"),
      /**
       * The region whose bucket keeps what belongs to no single region: state, peering, edge. Choose the failover region, so that this
       * state survives the loss of the primary. It names a place, not a role: a failover must not move state.
       */
      sharedRegion: regionCode,
      /**
       * First part of both bucket names; region and account id follow.
       * @default - `<organization>-<environment>`
       */
      bucketPrefix: z.string().optional(),
    }),
    /** Files below `terraform-state/` of this checkout: for trials, for one person. */
    z.strictObject({ backend: z.literal("local") }),
  ])
  .readonly();
