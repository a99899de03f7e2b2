import { z } from "zod";
import { matching } from "./field";

/** The public zone of the platform. */
export const dns = z
  .strictObject({
    hostedZoneId: matching(
      /^Z[A-Z0-9]{1,31}$/,
      "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ",
      "list them: aws route53 list-hosted-zones",
    ),
  })
  .readonly();
