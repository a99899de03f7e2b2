import { z } from "zod";
import { matching } from "./field";

/** The public zone of the platform. */
export const dns = z
  .strictObject({
    /** Name of the zone, such as `platform.example.com`. What the platform itself serves has names in it. A change gives them new ones. */
    domain: matching(
      /^(?=.{1,200}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a domain in lower case, without a dot at the end",
      "write it as platform.example.com",
    ),
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
