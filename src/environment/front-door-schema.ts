import { z } from "zod";
import { managedRuleGroupNames } from "../../modules/firewall/managed-rule-groups";
import { filledText, wholeNumber } from "./field";

/** The load balancer of each region that users reach. Stands where there is an `edge`. */
export const frontDoor = z
  .strictObject({
    /**
     * Requests that a web application firewall refuses before they reach a pod: AWS's own rules, and a limit for each client. About 10 USD a
     * month and region, and 0.6 USD for each million requests. Changed in place.
     * @default {}
     */
    firewall: z
      .union(
        [
          z
            .strictObject({
              /** Requests of one address within five minutes, after which it waits. @default 2000 */
              requestsPerClient: wholeNumber(
                10,
                2_000_000_000,
                "count what one office behind one address asks in five minutes",
              ).default(2000),
              /**
               * Groups of AWS's rules that only count what they would refuse, to see what they would do to you.
               * @default []
               */
              counted: z.array(z.enum(managedRuleGroupNames)).default([]).readonly(),
            })
            .readonly(),
          z
            .strictObject({
              /** Whatever comes reaches the services. */
              accepted: z.literal("no-firewall"),
              /** The reason, for the one who asks later. */
              because: filledText,
            })
            .readonly(),
        ],
        { error: '{ requestsPerClient: 2000 }, or the named choice { accepted: "no-firewall", because: "..." }' },
      )
      .prefault({}),
    /**
     * Days that access logs are kept, in a bucket of each region. What the firewall refuses is kept for a year, in a log group.
     * @default 90
     */
    accessLogDays: wholeNumber(1, 3650, "choose days, up to ten years").default(90),
    /**
     * Seconds that a connection may be silent before it is closed. Changed in place.
     * @default 60
     */
    idleTimeoutSec: wholeNumber(1, 4000, "a load balancer takes up to 4000").default(60),
  })
  .prefault({})
  .readonly();
