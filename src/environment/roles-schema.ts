import { z } from "zod";

const nat = z.enum(["per-zone", "single"]);

/** How big a region is by what it serves. */
export const roles = z
  .strictObject({
    primary: z
      .strictObject({
        /**
         * NAT gateways: `per-zone` survives the loss of a zone, `single` costs a third. About 35 USD a month each, plus traffic.
         * @default "per-zone"
         */
        nat: nat.default("per-zone"),
      })
      .prefault({})
      .readonly(),
    failover: z
      .strictObject({
        /**
         * `standby` runs few, warm nodes in one zone; `active` serves like the primary.
         * @default "standby"
         */
        mode: z.enum(["standby", "active"]).default("standby"),
        /** @default - `single` for a standby, `per-zone` for an active region */
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
