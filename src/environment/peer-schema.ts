import { z } from "zod";
import { cidr, matching, regionCode } from "./field";

/** A network elsewhere, such as an office or a shared-services VPC. */
export const peer = z
  .strictObject({
    /** A word for messages and route names, such as `office` or `shared-services`. */
    name: matching(/^[a-z][a-z0-9-]{0,29}$/, "lower-case letters, digits and dashes, at most 30", "rename the peer"),
    /** Range of the other network. Nothing of the platform may overlap it. */
    cidr,
    /**
     * The region whose transit gateway this network is attached to. Needed with `interconnect: { type: "transit-gateway" }` only.
     * @default - the network is only kept free of overlaps and admitted to the private API endpoint
     */
    region: regionCode.optional(),
  })
  .readonly();
