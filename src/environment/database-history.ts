import { z } from "zod";

/** Where the database stands in its life. See docs/runbooks/database-promotion.md. */
export type DatabaseState = "steady" | "promoted" | "rebuilding";

/**
 * The life of an environment's database as a list of steps, oldest first. It is a log: a step is appended when it is taken, and never
 * edited afterwards, because names and generations of instances follow from it.
 */
export const databaseHistory = z
  .array(
    z.discriminatedUnion("step", [
      z.strictObject({
        /** The first step, once: a writer in one region, its replica in the other. */
        step: z.literal("created"),
        /** Code of the region whose instance takes the writes. Fixed for life: the names of instances follow from it. */
        writer: z.string(),
      }),
      z.strictObject({
        /** The replica's region takes the writes. Irreversible. The other region is lost, or its instance is fenced. */
        step: z.literal("promoted"),
        /** Code of the region whose replica becomes the writer. What had not reached it is lost. */
        writer: z.string(),
      }),
      z.strictObject({
        /**
         * The other region is back and gets a new replica. Its old instance is kept as it is, fenced; both cost until a person deletes it.
         */
        step: z.literal("rebuilding"),
      }),
      z.strictObject({
        /** The new replica has caught up. Terraform lets go of the old instance; a person deletes it. */
        step: z.literal("steady"),
      }),
    ]),
  )
  .readonly();

export type DatabaseHistory = z.output<typeof databaseHistory>;

export type DatabaseStep = DatabaseHistory[number];
