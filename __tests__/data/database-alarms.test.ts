import { describe, expect, it } from "vitest";
import { planInstanceAlarms, planReplicaAlarms, planWriterAlarms } from "../../src/data/database-alarms";

const large = { memoryGiB: 16, allocatedGiB: 100 };
const all = [...planInstanceAlarms(large), ...planWriterAlarms(large), ...planReplicaAlarms()];

describe("alarms of a db.r7g.large with 100 GiB", () => {
  it.each([
    ["cpu", "CPUUtilization", "Average", "GreaterThanThreshold", 85, 15, "breaching"],
    ["memory", "FreeableMemory", "Minimum", "LessThanThreshold", 858_993_459, 15, "missing"],
    ["storage", "os.fileSys.usedPercent.avg", "Average", "GreaterThanThreshold", 90, 5, "missing"],
    ["storage-left", "FreeStorageSpace", "Minimum", "LessThanThreshold", 2 * 2 ** 30, 5, "missing"],
    ["connections", "DatabaseConnections", "Average", "GreaterThanThreshold", 1441, 5, "missing"],
    ["disk-queue", "DiskQueueDepth", "Average", "GreaterThanThreshold", 64, 10, "missing"],
    ["read-latency", "ReadLatency", "Average", "GreaterThanThreshold", 0.05, 10, "missing"],
    ["write-latency", "WriteLatency", "Average", "GreaterThanThreshold", 0.05, 10, "missing"],
    ["transaction-ids", "MaximumUsedTransactionIDs", "Average", "GreaterThanThreshold", 1_000_000_000, 5, "missing"],
    ["slot-lag", "OldestReplicationSlotLag", "Average", "GreaterThanThreshold", 10 * 2 ** 30, 5, "notBreaching"],
    ["wal-disk-usage", "TransactionLogsDiskUsage", "Average", "GreaterThanThreshold", 20 * 2 ** 30, 5, "notBreaching"],
    ["replica-lag", "ReplicaLag", "Average", "GreaterThanThreshold", 600, 10, "breaching"],
  ])("%s: %s, %s %s %d for %i minutes, silence is %s", (...row) => {
    const [id] = row;
    const alarm = all.find((each) => each.id === id);
    expect([
      alarm?.id,
      alarm?.metric,
      alarm?.statistic,
      alarm?.comparison,
      alarm?.threshold,
      alarm?.minutes,
      alarm?.missing,
    ]).toEqual(row);
  });

  it("are twelve, each with a name of its own and with what to do", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(12);
    expect(all).toHaveLength(12);
    for (const { description } of all) expect(description.length).toBeGreaterThan(30);
  });

  it("ring in words that CloudWatch takes", () => {
    for (const { description } of all) expect(description.length).toBeLessThanOrEqual(1024);
  });
});

describe("the alarm of connections", () => {
  it.each([
    ["db.t4g.micro", 1, 89],
    ["db.t4g.medium", 4, 360],
    ["db.r7g.large", 16, 1441],
    ["db.r7g.xlarge", 32, 2883],
    ["db.r7g.16xlarge, where PostgreSQL admits 5000", 512, 4000],
  ])("of %s is 80 %% of what it admits", (_, memoryGiB, threshold) => {
    const alarm = planInstanceAlarms({ memoryGiB, allocatedGiB: 20 }).find(({ id }) => id === "connections");
    expect(alarm?.threshold).toBe(threshold);
  });
});

it("the alarm of connections goes by the file, where that says how many there may be", () => {
  const alarms = planInstanceAlarms({ ...large, maxConnections: 200 });
  expect(alarms.find(({ id }) => id === "connections")?.threshold).toBe(160);
});

describe("alarms that grow with the storage", () => {
  it.each([
    [20, 2, 4],
    [1000, 100, 200],
  ])("of %i GiB ring at %i GiB held back, %i GiB of WAL", (allocatedGiB, held, wal) => {
    const alarms = [
      ...planInstanceAlarms({ memoryGiB: 16, allocatedGiB }),
      ...planWriterAlarms({ memoryGiB: 16, allocatedGiB }),
    ];
    const thresholdOf = (wanted: string) => alarms.find(({ id }) => id === wanted)?.threshold;
    expect(["slot-lag", "wal-disk-usage"].map(thresholdOf)).toEqual([held, wal].map((gib) => gib * 2 ** 30));
  });
});

it("the lag of an idle replica, which goes up to 300 s, wakes nobody; silence does", () => {
  const [lag, ...more] = planReplicaAlarms();
  expect(more).toEqual([]);
  expect(lag?.threshold).toBeGreaterThan(300);
  expect(lag?.missing).toBe("breaching");
});
