import { z } from "zod";
import { must } from "./field";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html */
const privateAsn = z
  .number()
  .check(
    must(
      (n: number) =>
        Number.isInteger(n) && ((n >= 64_512 && n <= 65_534) || (n >= 4_200_000_000 && n <= 4_294_967_294)),
      "a whole number from 64512 to 65534, or from 4200000000 to 4294967294",
      "choose a private number",
    ),
  );

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
       * Private autonomous system number of each gateway, of two bytes or of four, in alphabetical order of the region codes. AWS refuses a change
       * while something speaks BGP over the gateway, such as a VPN.
       * @default [64512, 64513]
       */
      amazonSideAsns: z.tuple([privateAsn, privateAsn]).default([64512, 64513]),
    }),
  ])
  .default({ type: "peering" })
  .readonly();
