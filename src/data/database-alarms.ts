import type { InstanceAlarm } from "../../modules/instance-alarms/instance-alarms";

export interface AlarmBasis {
  readonly memoryGiB: number;
  readonly allocatedGiB: number;
  /** Connections that PostgreSQL admits, where the file says so. @default - by the memory, as RDS has it */
  readonly maxConnections?: number;
}

const gibibyte = 2 ** 30;

/**
 * Connections that PostgreSQL on RDS admits by default.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
function defaultMaxConnections(memoryGiB: number): number {
  return Math.min(Math.floor((memoryGiB * gibibyte) / 9_531_392), 5000);
}

/** What wakes somebody on any instance. */
export function planInstanceAlarms({
  memoryGiB,
  maxConnections = defaultMaxConnections(memoryGiB),
}: AlarmBasis): readonly InstanceAlarm[] {
  const connections = Math.floor(maxConnections * 0.8);
  return [
    above({
      id: "cpu",
      metric: "CPUUtilization",
      threshold: 85,
      minutes: 15,
      missing: "breaching",
      description:
        "CPU above 85 % for 15 minutes, or the instance is silent: look for its events first, then for the top queries in Performance Insights",
    }),
    below({
      id: "memory",
      metric: "FreeableMemory",
      threshold: Math.floor(memoryGiB * gibibyte * 0.05),
      minutes: 15,
      description: "Less than 5 % of memory is free: swapping is next; look for connections and work_mem",
    }),
    // A share of what is there, whatever autoscaling has made of it. RDS tells the same as an event of the category "low storage".
    above({
      id: "storage",
      metric: "os.fileSys.usedPercent.avg",
      threshold: 90,
      minutes: 5,
      description:
        "Less than 10 % of the storage is free: PostgreSQL stops when it is full; autoscaling needs 6 hours between two steps",
    }),
    // Tells of itself even if Database Insights were silent.
    below({
      id: "storage-left",
      metric: "FreeStorageSpace",
      threshold: 2 * gibibyte,
      minutes: 5,
      description:
        "Less than 2 GiB of storage are free: PostgreSQL stops when it is full; raise storage.allocatedGiB now",
    }),
    above({
      id: "connections",
      metric: "DatabaseConnections",
      threshold: connections,
      minutes: 5,
      description: `More than ${connections} connections, 80 % of what the instance admits: look for leaking pools`,
    }),
    above({
      id: "disk-queue",
      metric: "DiskQueueDepth",
      threshold: 64,
      minutes: 10,
      description: "More than 64 requests wait for the disk: look for its IOPS limit",
    }),
    above({
      id: "read-latency",
      metric: "ReadLatency",
      threshold: 0.05,
      minutes: 10,
      description: "Reads take more than 50 ms on average",
    }),
    above({
      id: "write-latency",
      metric: "WriteLatency",
      threshold: 0.05,
      minutes: 10,
      description: "Writes take more than 50 ms on average",
    }),
  ];
}

/** What wakes somebody on the instance that takes writes. Slots exist only while there is a replica: their silence is no alarm. */
export function planWriterAlarms({ allocatedGiB }: AlarmBasis): readonly InstanceAlarm[] {
  return [
    above({
      id: "transaction-ids",
      metric: "MaximumUsedTransactionIDs",
      threshold: 1_000_000_000,
      minutes: 5,
      description:
        "A billion transaction ids are in use: at two billion PostgreSQL refuses writes; find what holds autovacuum back",
    }),
    above({
      id: "slot-lag",
      metric: "OldestReplicationSlotLag",
      threshold: Math.floor(allocatedGiB * gibibyte * 0.1),
      minutes: 5,
      missing: "notBreaching",
      description:
        "The replica's slot holds back WAL of a tenth of the storage. At a fifth PostgreSQL gives the replica up; see docs/runbooks/database-replica-lost.md",
    }),
    above({
      id: "wal-disk-usage",
      metric: "TransactionLogsDiskUsage",
      threshold: Math.floor(allocatedGiB * gibibyte * 0.2),
      minutes: 5,
      missing: "notBreaching",
      description: "WAL takes a fifth of the storage: a slot holds it back; see docs/runbooks/database-replica-lost.md",
    }),
  ];
}

/**
 * What wakes somebody on the replica. An idle writer alone shows up to 300 s of lag, since the lag counts from the last transaction; silence
 * means that replication is broken. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
 */
export function planReplicaAlarms(): readonly InstanceAlarm[] {
  return [
    above({
      id: "replica-lag",
      metric: "ReplicaLag",
      threshold: 600,
      minutes: 10,
      missing: "breaching",
      description:
        "The replica is more than 10 minutes behind, or replication has ended: so much would be lost by a promotion now",
    }),
  ];
}

/** @default missing - "missing": silence leaves the alarm in the state that it has */
type AlarmRow = Omit<InstanceAlarm, "statistic" | "comparison" | "missing"> & Partial<Pick<InstanceAlarm, "missing">>;

function above({ missing = "missing", ...row }: AlarmRow): InstanceAlarm {
  return { ...row, missing, statistic: "Average", comparison: "GreaterThanThreshold" };
}

function below({ missing = "missing", ...row }: AlarmRow): InstanceAlarm {
  return { ...row, missing, statistic: "Minimum", comparison: "LessThanThreshold" };
}
