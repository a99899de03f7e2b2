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
const topic = `\${aws_sns_topic.alarms_topic.arn}`;

const ofEvery = ["connections", "cpu", "disk-queue", "memory", "read-latency", "storage", "write-latency"];
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

const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;

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
        expect(alarm).toMatchObject({
          namespace: "AWS/RDS",
          dimensions: { DBInstanceIdentifier: `${base}-postgres-1` },
          period: 60,
          alarm_actions: [topic],
          ok_actions: [topic],
        });
        expect(alarm["datapoints_to_alarm"]).toBe(alarm["evaluation_periods"]);
        expect(metricsOfRds).toContain(alarm["metric_name"]);
      }
    },
  );

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
      return ["connections", "storage"].map((id) => alarms[`postgres-1-watch_alarms_${id}`]?.["threshold"]);
    };
    expect(thresholds(west)).toEqual([1441, 20 * 2 ** 30]);
    expect(thresholds(central)).toEqual([2883, 20 * 2 ** 30]);
  });
});

describe.each(both)("the topic of the %s", (_, stack, __, base) => {
  it("is encrypted with a key of its own, which admits who publishes", () => {
    expect(stack.only("aws_sns_topic")).toMatchObject({
      name: `${base}-alarms`,
      kms_master_key_id: `\${aws_kms_key.alarms_messages_key.arn}`,
    });
    const uses = (Sid: string, Service: string) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    });
    expect(statementsOf(stack.resources("aws_kms_key")["alarms_messages_key"]?.["policy"])).toEqual([
      expect.objectContaining({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" }),
      uses("CloudWatchUsesKey", "cloudwatch.amazonaws.com"),
      uses("RdsEventsUsesKey", "events.rds.amazonaws.com"),
    ]);
    expect(stack.resources("aws_kms_alias")["alarms_messages_alias"]?.["name"]).toBe(`alias/${base}-alarms`);
  });

  it("lets CloudWatch and RDS publish for this account, and nobody else", () => {
    const publishes = (Sid: string, Service: string) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    const policy = stack.only("aws_sns_topic_policy");
    expect(policy["arn"]).toBe(topic);
    expect(statementsOf(policy["policy"])).toEqual([
      publishes("CloudWatchPublishes", "cloudwatch.amazonaws.com"),
      publishes("RdsEventsPublishes", "events.rds.amazonaws.com"),
    ]);
  });

  it("tells the subscribers of the file", () => {
    expect(stack.only("aws_sns_topic_subscription")).toMatchObject({
      topic_arn: topic,
      protocol: "email",
      endpoint: "platform-on-call@example.com",
    });
  });
});

it("every subscriber has a subscription", () => {
  const subscribers = [
    { protocol: "https", endpoint: "https://pager.example.com/acme" },
    { protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:111122223333:alarms" },
  ] as const;
  const told = stackOf("prod-eu-west-1-data", { ...prod, database: databaseWith({ alarms: { subscribers } }) });
  expect(
    Object.entries(told.resources("aws_sns_topic_subscription")).map(([id, each]) => [id, each["protocol"]]),
  ).toEqual([
    ["alarms_subscriber-0", "https"],
    ["alarms_subscriber-1", "sqs"],
  ]);
});

describe.each(both)("events of the %s", (_, stack, __, base) => {
  const events = stack.only("aws_db_event_subscription");

  it("go to the region's topic", () => {
    expect(events).toMatchObject({
      name: `${base}-postgres-1-events`,
      sns_topic: topic,
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
      [["AWS/RDS", alarm["metric_name"], "DBInstanceIdentifier", `${base}-postgres-1`]],
      alarm["statistic"],
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
    expect(Object.keys(stack.resources("aws_kms_key"))).toEqual(["data_key"]);
    expect(stack.outputs["alarm_topic_arn"]).toBe("");
  });
});
