import { z } from "zod";
import { matching } from "./field";

/** The public zone of the platform. */
export const dns = z
  .strictObject({
    /**
     * Id of a public hosted zone of this account. cert-manager may change its TXT records below `_acme-challenge`, and nothing else.
     */
    hostedZoneId: matching(
      /^Z[A-Z0-9]{1,31}$/,
      "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ",
      "list them: aws route53 list-hosted-zones",
    ),
  })
  .readonly();
