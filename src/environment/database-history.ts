import { z } from "zod";
import { matching } from "./field";

/** Where the database stands in its life. See docs/adr/0007-database-history.md. */
export type DatabaseState = "steady" | "promoted" | "rebuilding" | "replica-lost" | "upgraded";

/** A major: RDS moves minors by force, and what names one would then fail. See docs/adr/0023-postgres-versions.md. */
const engineVersion = matching(
  /^\d{2}$/,
  'a major version of PostgreSQL, such as "17"',
  "leave the minor out: RDS chooses it, and docs/runbooks/database-upgrade.md changes it",
);

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
        /**
         * Major version of PostgreSQL that it was created with, such as `"17"`. Fixed for life: a later one is a step of its own. RDS chooses
         * the minor.
         */
        engineVersion,
        /**
         * `"later"` makes no replica yet, for those who start small: about half the cost, and nothing to promote. The other region has the
         * copied backups; the step `rebuilding` gives it a replica.
         * @default - a replica at once
         */
        replica: z.literal("later").optional(),
      }),
      z.strictObject({
        /** The replica's region takes the writes. Irreversible. The other region is lost, or its instance is fenced. */
        step: z.literal("promoted"),
        /** Code of the region whose replica becomes the writer. What had not reached it is lost. */
        writer: z.string(),
      }),
      z.strictObject({
        /**
         * The other region gets a new replica. An old instance over there is kept as it is, fenced; both cost until a person deletes it.
         */
        step: z.literal("rebuilding"),
      }),
      z.strictObject({
        /** The new replica has caught up. Terraform lets go of the old instance; a person deletes it. */
        step: z.literal("steady"),
      }),
      z.strictObject({
        /**
         * The replica, or its region, is lost, or its replication broke for good. Terraform lets go of it, untouched; the writer is not
         * touched either, and has no replica until the step `rebuilding`.
         */
        step: z.literal("replica-lost"),
      }),
      z.strictObject({
        /**
         * A newer major version of the writer, in place: its database stops for minutes to hours. A replica in another region cannot follow,
         * so Terraform lets go of it, untouched; there is none until the step `rebuilding`.
         */
        step: z.literal("upgraded"),
        /** The newer major version of PostgreSQL, such as `"18"`. There is no way back to an older one. */
        engineVersion,
      }),
    ]),
  )
  .readonly();

export type DatabaseHistory = z.output<typeof databaseHistory>;

export type DatabaseStep = DatabaseHistory[number];
