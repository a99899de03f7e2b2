import { z } from "zod";
import { networkCidr } from "./address-field";
import { regionCode } from "./aws-field";
import { matching } from "./field";

const peer = z
  .strictObject({
    /**
     * Range of the other network. Nothing of the platform may overlap it. It is admitted to the private endpoint of the clusters. A change
     * admits the new range and lets go of the old one, in place.
     */
    cidr: networkCidr,
    /**
     * The region whose transit gateway this network is attached to. Needed with `interconnect: { type: "transit-gateway" }` only.
     * @default - the network is only kept free of overlaps and admitted to the private API endpoint
     */
    region: regionCode.optional(),
  })
  .readonly();

const peerName = matching(
  /^[a-z][a-z0-9-]{0,29}$/,
  "lower-case letters, digits and dashes, starting with a letter, at most 30",
  "rename the peer",
);

/** Networks elsewhere, such as an office or a shared-services VPC, by name. */
export const peers = z.record(peerName, peer).default({}).readonly();
