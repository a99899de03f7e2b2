import { z } from "zod";
import { must } from "./field";

/** Who is told when something is wrong. */
export const alarms = z.union(
  [
    z
      .strictObject({
        /** Who is told, in both regions. An address confirms by the mail that AWS sends it. */
        subscribers: z
          .array(
            z
              .strictObject({ protocol: z.enum(["email", "https", "sqs", "lambda"]), endpoint: z.string().min(1) })
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
    /** A database that nobody watches; the reason is for the one who asks later. */
    z.strictObject({ accepted: z.literal("no-alarms"), because: z.string().min(1) }).readonly(),
  ],
  { error: '{ subscribers: [...] }, or the named choice { accepted: "no-alarms", because: "..." }' },
);
