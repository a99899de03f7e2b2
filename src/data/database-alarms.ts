import type { InstanceAlarm } from "../../modules/instance-alarms/instance-alarms";

export interface AlarmBasis {
  readonly memoryGiB: number;
  readonly allocatedGiB: number;
}

const gibibyte = 2 ** 30;

/**
 * Connections that PostgreSQL on RDS admits by default.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
function maxConnections(memoryGiB: number): number {
  return Math.min(Math.floor((memoryGiB * gibibyte) / 9_531_392), 5000);
}

/** What wakes somebody on any instance. */
export function planInstanceAlarms({ memoryGiB, allocatedGiB }: AlarmBasis): readonly InstanceAlarm[] {
  const connections = Math.floor(maxConnections(memoryGiB) * 0.8);
  return [
    above(
      "cpu",
      "CPUUtilization",
      85,
      15,
      "breaching",
      "CPU above 85 % for 15 minutes, or the instance is silent: look for its events first, then for the top queries in Performance Insights",
    ),
    below(
      "memory",
      "FreeableMemory",
      Math.floor(memoryGiB * gibibyte * 0.05),
      15,
      "Less than 5 % of memory is free: swapping is next; look for connections and work_mem",
    ),
    below(
      "storage",
      "FreeStorageSpace",
      Math.floor(allocatedGiB * gibibyte * 0.1),
      5,
      "Less than 10 % of the allocated storage is free: PostgreSQL stops when it is full; autoscaling needs 6 hours between two steps",
    ),
    above(
      "connections",
      "DatabaseConnections",
      connections,
      5,
      "missing",
      `More than ${connections} connections, 80 % of what the instance admits: look for leaking pools`,
    ),
    above(
      "disk-queue",
      "DiskQueueDepth",
      64,
      10,
      "missing",
      "More than 64 requests wait for the disk: look for its IOPS limit",
    ),
    above("read-latency", "ReadLatency", 0.05, 10, "missing", "Reads take more than 50 ms on average"),
    above("write-latency", "WriteLatency", 0.05, 10, "missing", "Writes take more than 50 ms on average"),
  ];
}

/** What wakes somebody on the instance that takes writes. Slots exist only while there is a replica: their silence is no alarm. */
export function planWriterAlarms({ allocatedGiB }: AlarmBasis): readonly InstanceAlarm[] {
  return [
    above(
      "transaction-ids",
      "MaximumUsedTransactionIDs",
      1_000_000_000,
      5,
      "missing",
      "A billion transaction ids are in use: at two billion PostgreSQL refuses writes; find what holds autovacuum back",
    ),
    above(
      "slot-lag",
      "OldestReplicationSlotLag",
      Math.floor(allocatedGiB * gibibyte * 0.1),
      5,
      "notBreaching",
      "The replica's slot holds back WAL of a tenth of the storage: a replica that is gone fills the writer's disk; see docs/runbooks/database-promotion.md",
    ),
    above(
      "wal-disk-usage",
      "TransactionLogsDiskUsage",
      Math.floor(allocatedGiB * gibibyte * 0.2),
      5,
      "notBreaching",
      "WAL takes a fifth of the storage: find the slot that holds it back",
    ),
  ];
}

/**
 * What wakes somebody on the replica. An idle writer alone shows up to 300 s of lag, since the lag counts from the last transaction; silence
 * means that replication is broken. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
 */
export function planReplicaAlarms(): readonly InstanceAlarm[] {
  return [
    above(
      "replica-lag",
      "ReplicaLag",
      600,
      10,
      "breaching",
      "The replica is more than 10 minutes behind, or replication has ended: so much would be lost by a promotion now",
    ),
  ];
}

function above(
  id: string,
  metric: string,
  threshold: number,
  minutes: number,
  missing: InstanceAlarm["missing"],
  description: string,
): InstanceAlarm {
  return {
    id,
    metric,
    statistic: "Average",
    comparison: "GreaterThanThreshold",
    threshold,
    minutes,
    missing,
    description,
  };
}

function below(id: string, metric: string, threshold: number, minutes: number, description: string): InstanceAlarm {
  return {
    id,
    metric,
    statistic: "Minimum",
    comparison: "LessThanThreshold",
    threshold,
    minutes,
    missing: "missing",
    description,
  };
}
