import { z } from "zod";

const nat = z.enum(["per-zone", "single"]);

/** How big a region is by what it serves. */
export const roles = z
  .strictObject({
    /** The region that serves at full size. @default {} */
    primary: z
      .strictObject({
        /**
         * NAT gateways: `per-zone` survives the loss of a zone, `single` costs a third. About 35 USD a month each, plus traffic. A change
         * gives away addresses that others may have admitted.
         * @default "per-zone"
         */
        nat: nat.default("per-zone"),
      })
      .prefault({})
      .readonly(),
    /** The region that stands by, or serves beside the primary. @default {} */
    failover: z
      .strictObject({
        /**
         * `standby` runs few, warm nodes in one zone, which costs a fraction and takes over within minutes; `active` has the zones of the
         * primary and serves like it.
         * @default "standby"
         */
        mode: z.enum(["standby", "active"]).default("standby"),
        /**
         * NAT gateways, as for the primary. About 35 USD a month each, plus traffic.
         * @default - `single` for a standby, `per-zone` for an active region
         */
        nat: nat.optional(),
      })
      .prefault({})
      .transform(
        ({ mode, nat: chosen }) => ({ mode, nat: chosen ?? (mode === "standby" ? "single" : "per-zone") }) as const,
      )
      .readonly(),
  })
  .prefault({})
  .readonly();
