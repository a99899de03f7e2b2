import { z } from "zod";
import { regionCode } from "./aws-field";

/** Where Terraform keeps its state. */
export const state = z
  .discriminatedUnion("backend", [
    z.strictObject({
      /** One encrypted, versioned bucket per region, made by the state stack; see docs/runbooks/state.md. */
      backend: z.literal("s3"),
      /**
       * The region whose bucket keeps what belongs to no single region: state, peering, edge. Choose the failover region, so that this
       * state survives the loss of the primary. It names a place, not a role: a failover must not move state.
       */
      sharedRegion: regionCode,
      /**
       * First part of the names of all buckets; region and account id follow. **Changing it later makes Terraform look for its state in buckets that
       * do not exist**, and plan everything a second time.
       * @default - `<organization>-<environment>`
       */
      bucketPrefix: z.string().optional(),
    }),
    z.strictObject({
      /**
       * Files below `terraform-state/` of this checkout: for trials, for one person. Whoever loses the directory loses the state.
       */
      backend: z.literal("local"),
    }),
  ])
  .readonly();
