import { z } from "zod";

const nat = z.enum(["per-zone", "single"]);

/** How big a region is by what it serves. */
export const roles = z
  .strictObject({
    /** The region that serves at full size. @default {} */
    primary: z
      .strictObject({
        /**
         * NAT gateways, and beside them the interface endpoints: `per-zone` survives the loss of a zone, `single` costs a third. About 35 USD a
         * month each, plus traffic. A change gives away addresses that others may have admitted, and makes or removes route tables: apply the
         * peering stack right after the network, or zones have no way to the other region.
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
         * primary and serves like it. A change adds or removes node groups, NAT gateways and endpoints of the other zones.
         * @default "standby"
         */
        mode: z.enum(["standby", "active"]).default("standby"),
        /**
         * NAT gateways and endpoints, as for the primary, with the same price and the same consequences of a change.
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
