import { z } from "zod";
import { whyNoDatabase, whyNoMasterUser } from "../../modules/rds/postgres-names";
import {
  largestAllocationGiB,
  largestVolumeGiB,
  leastIops,
  leastThroughputMiBps,
  mostIops,
  mostThroughputMiBps,
  smallestVolumeGiB,
} from "../../modules/rds/storage-limits";
import { databaseHistory } from "./database-history";
import { databaseParameters } from "./database-parameters-schema";
import { matching, must, noFlaw, wholeNumber } from "./field";
import { postgresInstanceClass } from "./instance-type-field";

/** A name that neither RDS nor PostgreSQL has for itself. */
const free = (whyNot: (name: string) => string | undefined) =>
  noFlaw((name: string) => {
    const reason = whyNot(name);
    return reason === undefined
      ? undefined
      : { expected: "a name that neither RDS nor PostgreSQL keeps for itself", fix: `rename it: ${reason}` };
  });

const sizeOfRole = (multiAz: boolean) =>
  z
    .strictObject({
      /**
       * Class of the instance, such as `db.r7g.large`. A replica's is not smaller than its writer's: it would not start with the writer's
       * settings, and not carry its load. A change restarts the instance, at once.
       */
      instanceClass: postgresInstanceClass,
      /**
       * A second instance in another zone that takes over within a minute or two. Doubles the cost of the instance. A change is made at once
       * and in place, without a restart; while the second disk is filled, writes are slower.
       * @default - `true` for the primary, `false` for the failover region
       */
      multiAz: z.boolean().default(multiAz),
    })
    .readonly();

const time = "([01]\\d|2[0-3]):[0-5]\\d";
const day = "(mon|tue|wed|thu|fri|sat|sun)";

const backups = z
  .strictObject({
    /**
     * Days that each region keeps automated backups of its instance, for point-in-time recovery. Fewer deletes what is older.
     * @default 14
     */
    retentionDays: wholeNumber(1, 35, {
      tooLow: "keep at least one day: a replica cannot exist without backups of its source",
      tooHigh: "RDS keeps automated backups for at most 35 days; AWS Backup keeps others for longer",
    }).default(14),
    /**
     * When the daily snapshot is taken, in UTC. It must not overlap `maintenanceWindow`. A change restarts nothing.
     * @default "02:00-03:00"
     */
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
          z
            .strictObject({
              /** Days that the other region keeps the copies. A change ends the copying and starts it anew, with what is there from then on. */
              retentionDays: wholeNumber(1, 35, "RDS keeps copied backups for 1 to 35 days"),
            })
            .readonly(),
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
    /**
     * Name of the first database in the instance. It can never be changed: Terraform would replace the instance, with its data.
     * @default "app"
     */
    name: matching(
      /^[a-z][a-z0-9_]{0,62}$/,
      "a PostgreSQL name: lower-case letters, digits and underscores",
      "rename it",
    )
      .check(free(whyNoDatabase))
      .default("app"),
    /**
     * Name of the master user, such as `postgres`; not one that RDS or PostgreSQL keeps. It can never be changed: Terraform would replace the instance, with its data.
     * @default "tandem_admin"
     */
    username: matching(/^[a-z][a-z0-9_]{0,15}$/, "a PostgreSQL name of at most 16 characters", "rename it")
      .check(free(whyNoMasterUser))
      .default("tandem_admin"),
    /** Sizes by what the region serves today. */
    instances: z
      .strictObject({
        /** The instance in the primary region. */
        primary: sizeOfRole(true),
        /** The instance in the failover region: it carries the whole load after a promotion. */
        failover: sizeOfRole(false),
      })
      .readonly(),
    /**
     * Parameters of PostgreSQL, the same in both regions, such as `{ work_mem: "16384" }`. A change applies at once where PostgreSQL can, and
     * with the next restart, which you do, where it cannot (`shared_buffers`). What a standby must have as much of (`max_connections`) is
     * raised on the replica first, and lowered on the writer first. Lists such as `shared_preload_libraries` are added to Tandem's own.
     * @default {}
     */
    parameters: databaseParameters,
    /**
     * Disk of each instance, in both regions. About 0.13 USD a month for each GiB and instance, twice that with `multiAz`. A change is made in
     * place, without a restart, and RDS takes the next one six hours later at the earliest: the replica first, which may not be smaller.
     */
    storage: z
      .strictObject({
        /**
         * gp3, in GiB. It only ever grows: less than what is there, after RDS has grown it, changes nothing. A new replica has its writer's
         * size. From 400 GiB on the disk is striped and has 12000 IOPS.
         */
        allocatedGiB: wholeNumber(smallestVolumeGiB, largestAllocationGiB, {
          tooLow: "RDS makes no smaller volume of gp3",
          tooHigh: `RDS has volumes of up to ${largestVolumeGiB} GiB, and asks for a tenth of room in maxAllocatedGiB; split the data over two databases`,
        }),
        /**
         * Up to where RDS grows it by itself, a tenth or more at a time, with six hours between. A full disk stops PostgreSQL.
         */
        maxAllocatedGiB: wholeNumber(smallestVolumeGiB, largestVolumeGiB, {
          tooLow: "RDS makes no smaller volume of gp3",
          tooHigh: "RDS makes no larger volume",
        }),
        /**
         * IOPS of the disk, from 400 GiB on; a smaller one has 3000. More than 12000 cost about 0.02 USD a month each.
         * @default - 12000 from 400 GiB on
         */
        iops: wholeNumber(leastIops, mostIops, "a striped gp3 volume of RDS has 12000 to 64000 IOPS").optional(),
        /**
         * Throughput of the disk in MiB per second, from 400 GiB on; a smaller one has 125. At most a quarter of the IOPS.
         * @default - 500 from 400 GiB on
         */
        throughputMiBps: wholeNumber(
          leastThroughputMiBps,
          mostThroughputMiBps,
          "a striped gp3 volume of RDS has 500 to 4000 MiB per second",
        ).optional(),
      })
      .readonly(),
    /** What can be had back after a mistake, which a replica repeats within a second. @default {} */
    backups,
    /**
     * When RDS may restart instances for patches, in UTC. It must not overlap `backups.window`. A change restarts nothing.
     * @default "sun:03:30-sun:04:30"
     */
    maintenanceWindow: matching(
      new RegExp(`^${day}:${time}-${day}:${time}$`),
      "ddd:HH:MM-ddd:HH:MM in UTC",
      "write it as sun:03:30-sun:04:30",
    ).default("sun:03:30-sun:04:30"),
    /**
     * Raise it by one to rotate the master password; the next apply of the writer's data stack makes a new one. Who still holds the old one
     * gets in no more.
     * @default 1
     */
    passwordVersion: wholeNumber(1, 1_000_000, "count up from 1").default(1),
    /**
     * Always true: an unencrypted source can have no encrypted replica, and encryption cannot be added later.
     * @default true
     */
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
    /** Always false: the database has no public address. @default false */
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
