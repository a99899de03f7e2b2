import { z } from "zod";
import { regionCode } from "./aws-field";
import { wholeNumber } from "./field";

const logDays = wholeNumber(1, 3650, "choose days, up to ten years");

/** How users reach the region that serves. */
export const edge = z
  .discriminatedUnion(
    "by",
    [
      z.strictObject({
        /**
         * AWS Global Accelerator: two addresses that stay the same for life, and a region that is gone is left within half a minute, without
         * DNS. About 18 USD a month, and 0.015 USD and more for each GB. Another `by` later replaces the load balancers, and cuts users off for
         * minutes: docs/runbooks/edge.md.
         */
        by: z.literal("global-accelerator"),
        /**
         * Whether a user stays with one region while both serve. Means nothing while one stands by. Changed in place.
         * @default "none"
         */
        clientAffinity: z.enum(["none", "source-ip"]).default("none"),
        /**
         * Days that records of who talked to the accelerator are kept, in a bucket of the region of shared state.
         * @default 90
         */
        flowLogDays: logDays.default(90),
        /**
         * The region that is gone, by its code, for as long as it is: the edge neither reads nor names anything of it, so that it can be applied.
         * Nothing waits for this; health alone has moved the users before. docs/runbooks/edge.md
         * @default - both regions are there
         */
        regionLost: regionCode.optional(),
      }),
      z.strictObject({
        /**
         * Records of Route 53 that lead to the region that is healthy: cheaper, and users follow as soon as whoever resolves for them forgets the
         * old answer, which takes from one minute to as long as they like. Where both regions serve, users are spread over them, near or far.
         */
        by: z.literal("route53"),
        /**
         * The region that is gone, by its code, as with an accelerator.
         * @default - both regions are there
         */
        regionLost: regionCode.optional(),
      }),
    ],
    { error: 'by: "global-accelerator" or "route53"' },
  )
  .readonly();
