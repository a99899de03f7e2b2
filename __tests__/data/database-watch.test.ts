import { describe, expect, it } from "vitest";
import { databaseWith, dev, prod } from "../literals";
import { type SynthesizedStack, stackOf } from "../synthesized";
import { central, dataStackAfter, west } from "./histories";

const writer = dataStackAfter(1, west);
const replica = dataStackAfter(1, central);
const both = [
  ["writer", writer, west, "acme-prod-euw1"],
  ["replica", replica, central, "acme-prod-euc1"],
] as const;
const topicOf = (stack: SynthesizedStack) =>
  `\${data.terraform_remote_state.${stack.id.replace(/-data$/, "-network")}.outputs.alarm_topic_arn}`;

const ofEvery = [
  "connections",
  "cpu",
  "disk-queue",
  "memory",
  "read-latency",
  "storage",
  "storage-left",
  "write-latency",
];
const ofWriter = [...ofEvery, "slot-lag", "transaction-ids", "wal-disk-usage"].toSorted();
const ofReplica = [...ofEvery, "replica-lag"].toSorted();

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
const metricsOfRds = [
  ...["BurstBalance", "CPUCreditBalance", "CPUCreditUsage", "CPUUtilization", "CheckpointLag", "DatabaseConnections"],
  ...["DiskQueueDepth", "EBSByteBalance%", "EBSIOBalance%", "FreeStorageSpace", "FreeableMemory"],
  ...["MaximumUsedTransactionIDs", "NetworkReceiveThroughput", "NetworkTransmitThroughput", "OldestReplicationSlotLag"],
  ...["ReadIOPS", "ReadLatency", "ReadThroughput", "ReplicaLag", "ReplicationSlotDiskUsage", "SwapUsage"],
  ...["TransactionLogsDiskUsage", "TransactionLogsGeneration", "WriteIOPS", "WriteLatency", "WriteThroughput"],
];

const alarmsOf = (stack: SynthesizedStack) => Object.values(stack.resources("aws_cloudwatch_metric_alarm"));
/** Which alarms a stack has, by the last part of their names. */
const alarmIds = (stack: SynthesizedStack, instance: string) =>
  alarmsOf(stack)
    .map((alarm) => String(alarm["alarm_name"]).replace(`${instance}-`, ""))
    .toSorted();

describe("alarms", () => {
  it.each([
    ["the writer", 1, west, "acme-prod-euw1-postgres-1", ofWriter],
    ["the replica", 1, central, "acme-prod-euc1-postgres-1", ofReplica],
    ["the promoted replica, as a writer", 2, central, "acme-prod-euc1-postgres-1", ofWriter],
    ["the new replica, and no longer the fenced writer", 3, west, "acme-prod-euw1-postgres-2", ofReplica],
  ])("are those of %s", (_, length, region, instance, ids) => {
    expect(alarmIds(dataStackAfter(length, region), instance)).toEqual(ids);
  });

  it("are none while a region is lost, because nothing serves there", () => {
    const lost = dataStackAfter(2, west);
    expect(alarmsOf(lost)).toEqual([]);
    expect(lost.resources("aws_db_event_subscription")).toEqual({});
    expect(lost.resources("aws_cloudwatch_dashboard")).toEqual({});
  });

  it.each(both)(
    "of the %s watch that instance, and tell the region's topic when they ring and when it is over",
    (_, stack, __, base) => {
      for (const alarm of alarmsOf(stack)) {
        expect(alarm).toMatchObject({ alarm_actions: [topicOf(stack)], ok_actions: [topicOf(stack)] });
        expect(alarm["alarm_name"]).toMatch(new RegExp(`^${base}-postgres-1-`));
        expect(alarm["datapoints_to_alarm"]).toBe(alarm["evaluation_periods"]);
        if (alarm["metric_query"] !== undefined) continue;
        expect(alarm).toMatchObject({ namespace: "AWS/RDS", period: 60 });
        expect(metricsOfRds).toContain(alarm["metric_name"]);
      }
    },
  );

  // Else those that ring in silence would ring for the hours in which the instance is made.
  it.each(both)("of the %s wait for the instance", (_, stack) => {
    for (const alarm of alarmsOf(stack)) expect(JSON.stringify(alarm)).toContain(`\${module.postgres-1.`);
  });

  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights_Counters.html
  it("of the storage go by the share of what is there, which autoscaling changes", () => {
    expect(writer.resources("aws_cloudwatch_metric_alarm")["postgres-1-watch_alarms_storage"]).toMatchObject({
      metric_query: [
        {
          id: "counter",
          expression: `DB_PERF_INSIGHTS('RDS', '\${module.postgres-1.db_instance_resource_id}', 'os.fileSys.usedPercent.avg')`,
          period: 60,
          return_data: true,
        },
      ],
      threshold: 90,
    });
    expect(writer.module("postgres-1")).toMatchObject({ performance_insights_enabled: true, monitoring_interval: 60 });
  });

  it("of the replica's lag ring above what an idle writer causes, and when replication falls silent", () => {
    expect(replica.resources("aws_cloudwatch_metric_alarm")["postgres-1-watch_alarms_replica-lag"]).toMatchObject({
      metric_name: "ReplicaLag",
      threshold: 600,
      evaluation_periods: 10,
      treat_missing_data: "breaching",
    });
  });

  it("have the size of the instance's class and storage", () => {
    const dear = {
      ...prod,
      database: databaseWith({
        instances: { primary: { instanceClass: "db.r7g.large" }, failover: { instanceClass: "db.r7g.xlarge" } },
        storage: { allocatedGiB: 200, maxAllocatedGiB: 400 },
      }),
    };
    const thresholds = (region: string) => {
      const alarms = stackOf(`prod-${region}-data`, dear).resources("aws_cloudwatch_metric_alarm");
      return ["connections", "slot-lag"].map((id) => alarms[`postgres-1-watch_alarms_${id}`]?.["threshold"]);
    };
    expect(thresholds(west)).toEqual([1441, 20 * 2 ** 30]);
    expect(thresholds(central)).toEqual([2883, undefined]);
  });
});

describe.each(both)("events of the %s", (_, stack, __, base) => {
  const events = stack.only("aws_db_event_subscription");

  it("go to the region's topic", () => {
    expect(events).toMatchObject({
      name: `${base}-postgres-1-events`,
      sns_topic: topicOf(stack),
      source_type: "db-instance",
    });
    expect(events["event_categories"]).toEqual(expect.arrayContaining(["failover", "failure", "read replica"]));
  });

  // RDS refuses a source that does not exist yet.
  it("wait for the instance", () => {
    expect(JSON.stringify(events)).toContain("module.postgres-1");
  });
});

describe.each(both)("the dashboard of the %s", (_, stack, region, base) => {
  const { dashboard_name: name, dashboard_body: text } = stack.only("aws_cloudwatch_dashboard");
  const body = JSON.parse(String(text));

  it("has a graph for each alarm, with its threshold", () => {
    expect(name).toBe(`${base}-postgres-1`);
    const graphs = body.widgets.map(({ properties }: { properties: Readonly<Record<string, unknown>> }) => [
      properties["metrics"],
      properties["stat"],
      properties["annotations"],
    ]);
    const alarms = alarmsOf(stack).map((alarm) => [
      alarm["metric_query"] === undefined
        ? [["AWS/RDS", alarm["metric_name"], "DBInstanceIdentifier", `${base}-postgres-1`]]
        : [[expect.objectContaining({ expression: expect.stringContaining("DB_PERF_INSIGHTS") })]],
      alarm["statistic"] ?? "Average",
      { horizontal: [{ label: "alarm", value: alarm["threshold"] }] },
    ]);
    expect(graphs).toHaveLength(alarms.length);
    expect(graphs).toEqual(expect.arrayContaining(alarms));
  });

  it("shows the region, and no graph upon another", () => {
    const places = body.widgets.map(({ x, y }: { x: number; y: number }) => `${x},${y}`);
    expect(new Set(places).size).toBe(body.widgets.length);
    for (const { x, width, properties } of body.widgets) {
      expect(properties.region).toBe(region);
      expect(x + width).toBeLessThanOrEqual(24);
    }
  });
});

describe("the accepted choice of no alarms", () => {
  it.each([west, central])("leaves nothing that would tell anybody: %s", (region) => {
    const stack = stackOf(`dev-${region}-data`, dev);
    const types = Object.keys(stack.json.resource ?? {});
    expect(types.filter((type) => /cloudwatch|sns|event_subscription/.test(type))).toEqual([]);
  });
});
