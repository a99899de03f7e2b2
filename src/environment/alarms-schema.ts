import { z } from "zod";
import { subscriberProtocols } from "../../modules/alarm-topic/subscriber";
import { filledText, must, noFlaw } from "./field";
import { findEndpointFlaw } from "./subscriber-endpoint";

/** Who is told when something is wrong. */
export const alarms = z.union(
  [
    z
      .strictObject({
        /** Who is told, in both regions. */
        subscribers: z
          .array(
            z
              .strictObject({
                /** How. An `email` address gets nothing before it has confirmed, by the mail that AWS sends it from each region. */
                protocol: z.enum(subscriberProtocols),
                /** Where: an address, a URL, or the ARN of a queue or function. A change subscribes anew. */
                endpoint: z.string(),
              })
              .check(noFlaw(findEndpointFlaw, ["endpoint"]))
              .readonly(),
          )
          .check(
            must(
              (list: unknown[]) => list.length > 0,
              "at least one subscriber",
              'name who is told, or write alarms: { accepted: "no-alarms", because: "..." }',
            ),
          )
          .readonly(),
      })
      .readonly(),
    z
      .strictObject({
        /** Nobody is told of anything: a database that is full or has lost its replica is found by those who use it. */
        accepted: z.literal("no-alarms"),
        /** The reason, for the one who asks later. */
        because: filledText,
      })
      .readonly(),
  ],
  { error: '{ subscribers: [...] }, or the named choice { accepted: "no-alarms", because: "..." }' },
);
