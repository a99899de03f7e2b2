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
      /** The first step, once: a writer in one region, its replica in the other. */
      z.strictObject({ step: z.literal("created"), writer: z.string() }),
      /** The replica's region takes the writes. Irreversible. The other region is lost, or its instance is fenced. */
      z.strictObject({ step: z.literal("promoted"), writer: z.string() }),
      /** The other region is back and gets a new replica. Its old instance is kept as it is, fenced. */
      z.strictObject({ step: z.literal("rebuilding") }),
      /** The new replica has caught up. Terraform lets go of the old instance; a person deletes it. */
      z.strictObject({ step: z.literal("steady") }),
    ]),
  )
  .readonly();

export type DatabaseHistory = z.output<typeof databaseHistory>;

export type DatabaseStep = DatabaseHistory[number];
