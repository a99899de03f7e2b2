import { z } from "zod";
import { wholeNumber } from "./field";

/** How the two VPCs reach each other. */
export const interconnect = z
  .discriminatedUnion("type", [
    z.strictObject({
      /** A VPC peering connection: no cost but traffic, and two VPCs are all it ever connects. */
      type: z.literal("peering"),
    }),
    z.strictObject({
      /**
       * A transit gateway in each region, peered: about 110 USD a month for three attachments, and room for more VPCs (`peers`).
       */
      type: z.literal("transit-gateway"),
      /**
       * Private autonomous system number of each gateway, in alphabetical order of the region codes. AWS refuses a change
       * while something speaks BGP over the gateway, such as a VPN.
       * @default [64512, 64513]
       */
      amazonSideAsns: z
        .tuple([
          wholeNumber(64512, 65534, "choose a private number"),
          wholeNumber(64512, 65534, "choose a private number"),
        ])
        .default([64512, 64513]),
    }),
  ])
  .default({ type: "peering" })
  .readonly();
