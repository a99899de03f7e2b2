import { z } from "zod";
import { databaseHistory } from "./database-history";
import { matching, must, wholeNumber } from "./field";

const engineVersion = matching(
  /^\d{2}\.\d{1,2}$/,
  "major and minor version of PostgreSQL, such as 17.6",
  "list what RDS offers: aws rds describe-db-engine-versions --engine postgres",
);

const instanceClass = matching(
  /^db\.(t4g\.(micro|small|medium|large|xlarge|2xlarge)|(m6g|m6i|m7g|m7i|m8g|r6g|r6i|r7g|r7i|r8g)\.(large|(2|4|8|12|16|24|32|48)?xlarge))$/,
  "an instance class of a current family, such as db.r7g.large",
  "choose one of the families t4g, m6g, m6i, m7g, m7i, m8g, r6g, r6i, r7g, r7i, r8g",
);

const sizeOfRole = (multiAz: boolean) =>
  z
    .strictObject({
      /** A replica's class is not smaller than its writer's: it would not start with the writer's settings, and not carry its load. */
      instanceClass,
      /** A second instance in another zone that takes over within a minute or two. Doubles the cost of the instance. */
      multiAz: z.boolean().default(multiAz),
      /**
       * Version of this role's instance, for an upgrade: first the replica, then the writer.
       * @default - `engineVersion`
       */
      engineVersion: engineVersion.optional(),
    })
    .readonly();

const time = "([01]\\d|2[0-3]):[0-5]\\d";
const day = "(mon|tue|wed|thu|fri|sat|sun)";

const backups = z
  .strictObject({
    /** Days that each region keeps automated backups of its instance, for point-in-time recovery. @default 14 */
    retentionDays: wholeNumber(
      1,
      35,
      "keep at least one day: a replica cannot exist without backups of its source",
    ).default(14),
    /** When the daily snapshot is taken, in UTC. @default "02:00-03:00" */
    window: matching(new RegExp(`^${time}-${time}$`), "HH:MM-HH:MM in UTC", "write it as 02:00-03:00").default(
      "02:00-03:00",
    ),
    /**
     * The writer's backups copied to the other region: they undo what a replica repeats, such as a dropped table. Costs the storage again.
     * `no-cross-region-backups` does without.
     * @default { retentionDays: 7 }
     */
    crossRegion: z
      .union(
        [
          z.strictObject({ retentionDays: wholeNumber(1, 35, "RDS keeps copied backups for 1 to 35 days") }).readonly(),
          z.literal("no-cross-region-backups"),
        ],
        { error: '{ retentionDays: 1 to 35 } or "no-cross-region-backups"' },
      )
      .default({ retentionDays: 7 }),
  })
  .prefault({})
  .readonly();

/** PostgreSQL on RDS: a writer in one region, a replica in the other. */
export const database = z
  .strictObject({
    /** What has happened to the database so far. Append a step to take it; see docs/runbooks/database-promotion.md. */
    history: databaseHistory,
    /** @default "17.6" */
    engineVersion: engineVersion.default("17.6"),
    /** Name of the first database in the instance. It can never be changed. @default "app" */
    name: matching(
      /^[a-z][a-z0-9_]{0,62}$/,
      "a PostgreSQL name: lower-case letters, digits and underscores",
      "rename it",
    ).default("app"),
    /** Name of the master user. It can never be changed. @default "tandem_admin" */
    username: matching(/^[a-z][a-z0-9_]{0,15}$/, "a PostgreSQL name of at most 16 characters", "rename it")
      .check(
        must(
          (text: string) => !["admin", "postgres", "rdsadmin"].includes(text),
          "a name that RDS does not keep for itself",
          "rename it",
        ),
      )
      .default("tandem_admin"),
    /** Sizes by what the region serves today. */
    instances: z.strictObject({ primary: sizeOfRole(true), failover: sizeOfRole(false) }).readonly(),
    storage: z
      .strictObject({
        /** gp3, in GiB. It only ever grows. */
        allocatedGiB: wholeNumber(20, 65536, "gp3 volumes of RDS have 20 to 65536 GiB"),
        /** Up to where RDS grows it by itself. */
        maxAllocatedGiB: wholeNumber(20, 65536, "gp3 volumes of RDS have 20 to 65536 GiB"),
      })
      .readonly(),
    backups,
    /** When RDS may restart instances for patches, in UTC. It must not overlap the backup window. @default "sun:03:30-sun:04:30" */
    maintenanceWindow: matching(
      new RegExp(`^${day}:${time}-${day}:${time}$`),
      "ddd:HH:MM-ddd:HH:MM in UTC",
      "write it as sun:03:30-sun:04:30",
    ).default("sun:03:30-sun:04:30"),
    /** Raise it by one to rotate the master password; the next apply of the writer's data stack makes a new one. @default 1 */
    passwordVersion: wholeNumber(1, 1_000_000, "count up from 1").default(1),
    /** Always true: an unencrypted source can have no encrypted replica, and encryption cannot be added later. */
    storageEncrypted: z
      .boolean()
      .check(
        must(
          (encrypted: boolean) => encrypted,
          "true",
          "remove the field: a replica in another region needs an encrypted source",
        ),
      )
      .default(true),
    /** Always false: the database has no public address. */
    publiclyAccessible: z
      .boolean()
      .check(
        must(
          (accessible: boolean) => !accessible,
          "false",
          "remove the field: clients come from the private subnets of both regions",
        ),
      )
      .default(false),
  })
  .readonly();
