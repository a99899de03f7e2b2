import { describe, expect, it } from "vitest";
import { databaseWith, dev, govCloud, local, prod, regionsWith } from "../literals";
import { type SynthesizedStack, stackOf, synthesized } from "../synthesized";
import { central, dataStackAfter, prodAfter, west } from "./histories";

const writer = dataStackAfter(1, west);
const replica = dataStackAfter(1, central);
const small = stackOf("dev-eu-west-1-data", dev);
const both = [
  ["writer", writer, west, "euw1"],
  ["replica", replica, central, "euc1"],
] as const;

/** The data stack of a region in prod with another database. */
const withDatabase = (region: string, change: Parameters<typeof databaseWith>[0]) =>
  stackOf(`prod-${region}-data`, { ...prod, database: databaseWith(change) });

const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;
const accountAdministersKey = expect.objectContaining({
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
});

describe("data stacks", () => {
  it("stand in both regions, the writer's first, because the other one reads it", () => {
    const dataStacks = (length: number) =>
      [...synthesized(prodAfter(length)).keys()].filter((id) => id.endsWith("-data"));
    expect(dataStacks(1)).toEqual(["prod-eu-west-1-data", "prod-eu-central-1-data"]);
    expect(dataStacks(2)).toEqual(["prod-eu-central-1-data", "prod-eu-west-1-data"]);
  });

  it("are none where the environment has no database", () => {
    expect([...synthesized(local).keys()].filter((id) => id.endsWith("-data"))).toEqual([]);
  });

  it("are the same in whatever order the file names the regions", () => {
    const turned = { ...prod, regions: prod.regions.toReversed() };
    const { "prod-eu-west-1-data": first, "prod-eu-central-1-data": second } = Object.fromEntries(synthesized(turned));
    expect(first?.text).toBe(writer.text);
    expect(second?.text).toBe(replica.text);
  });
});

describe.each(both)("the instance of the %s", (_, stack, __, shortCode) => {
  const call = stack.module("postgres-1");
  const key = `\${aws_kms_key.data_key.arn}`;

  it("is PostgreSQL under a name of its region", () => {
    expect(call).toMatchObject({
      identifier: `acme-prod-${shortCode}-postgres-1`,
      engine: "postgres",
      engine_version: "17",
      family: "postgres17",
      port: "5432",
      instance_class: "db.r7g.large",
    });
  });

  it("is encrypted with the region's own key, in everything that it writes", () => {
    expect(call).toMatchObject({
      storage_encrypted: true,
      kms_key_id: key,
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key,
      cloudwatch_log_group_kms_key_id: key,
    });
  });

  it("speaks TLS only: the default would say so too, but a parameter group can be edited by hand", () => {
    expect(call["parameters"]).toContainEqual({ name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" });
    expect(call).toMatchObject({ ca_cert_identifier: "rds-ca-rsa2048-g1", iam_database_authentication_enabled: true });
  });

  // With log_statement = ddl every ALTER ROLE ... PASSWORD would stand in the log. https://github.com/pgaudit/pgaudit
  it("keeps an audit of roles and definitions by pgaudit, which leaves passwords out", () => {
    const values = Object.fromEntries(
      (call["parameters"] as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    expect(values).toMatchObject({
      log_statement: "none",
      shared_preload_libraries: "pg_stat_statements,pgaudit",
      "pgaudit.log": "ddl,role",
    });
  });

  it("has parameters of its own, the same in both regions", () => {
    expect(call).toMatchObject({
      create_db_parameter_group: true,
      parameter_group_name: `acme-prod-${shortCode}-postgres-1-postgres17`,
      parameter_group_use_name_prefix: false,
    });
    expect(call["parameters"]).toEqual(writer.module("postgres-1")["parameters"]);
  });

  it("has no public address", () => {
    expect(call).toMatchObject({
      publicly_accessible: false,
      db_subnet_group_name: `\${aws_db_subnet_group.subnets.name}`,
    });
    expect(stack.only("aws_db_subnet_group")["subnet_ids"]).toMatch(/-network\.outputs\.database_subnet_ids\}$/);
  });

  it("grows, and is backed up and maintained at hours that do not meet", () => {
    expect(call).toMatchObject({
      storage_type: "gp3",
      max_allocated_storage: 1000,
      backup_retention_period: 14,
      backup_window: "02:00-03:00",
      maintenance_window: "sun:03:30-sun:04:30",
      copy_tags_to_snapshot: true,
      auto_minor_version_upgrade: false,
      apply_immediately: true,
    });
  });

  it("is protected against deletion", () => {
    expect(call).toMatchObject({
      deletion_protection: true,
      delete_automated_backups: false,
      final_snapshot_identifier_prefix: "final",
    });
  });

  it("writes its logs into groups that it makes, for a year", () => {
    expect(call).toMatchObject({
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      create_cloudwatch_log_group: true,
      cloudwatch_log_group_retention_in_days: 365,
    });
  });

  it("has room for the copy of a large source: hours", () => {
    expect(call["timeouts"]).toEqual({ create: "6h", update: "2h", delete: "2h" });
  });
});

describe("instances", () => {
  it("take the last snapshot of a writer only: RDS refuses one of a replica", () => {
    expect(writer.module("postgres-1")["skip_final_snapshot"]).toBe(false);
    expect(replica.module("postgres-1")["skip_final_snapshot"]).toBe(true);
  });

  it("go without a trace where nothing is protected", () => {
    expect(small.module("postgres-1")).toMatchObject({
      deletion_protection: false,
      delete_automated_backups: true,
      skip_final_snapshot: true,
    });
    expect(small.only("aws_kms_key")).not.toHaveProperty("lifecycle");
  });

  it("are as big as the role of their region, not as their part in the replication", () => {
    const change = {
      instances: {
        primary: { instanceClass: "db.r7g.large", multiAz: true },
        failover: { instanceClass: "db.r7g.xlarge", multiAz: false },
      },
    };
    const asPrimary = { instance_class: "db.r7g.large", multi_az: true };
    const asFailover = { instance_class: "db.r7g.xlarge", multi_az: false };
    expect(withDatabase(west, change).module("postgres-1")).toMatchObject(asPrimary);
    expect(withDatabase(central, change).module("postgres-1")).toMatchObject(asFailover);
    const swapped = {
      ...prod,
      regions: regionsWith({ role: "failover" }, { role: "primary" }),
      database: databaseWith({
        ...change,
        history: [{ step: "created", writer: central, engineVersion: "17" }],
        instances: { primary: change.instances.failover, failover: change.instances.failover },
      }),
    };
    expect(stackOf("prod-eu-west-1-data", swapped).module("postgres-1")).toMatchObject(asFailover);
  });

  it("have a standby in another zone where the role says so", () => {
    expect([writer, replica, small].map((stack) => stack.module("postgres-1")["multi_az"])).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("of another major version have parameters of that family", () => {
    const newer = withDatabase(west, { history: [{ step: "created", writer: west, engineVersion: "18" }] });
    expect(newer.module("postgres-1")).toMatchObject({
      engine_version: "18",
      family: "postgres18",
      parameter_group_name: "acme-prod-euw1-postgres-1-postgres18",
    });
  });
});

describe.each(both)("the security group of the %s", (_, stack) => {
  it("admits PostgreSQL from the private subnets of both regions, and nothing else", () => {
    const rules = Object.values(stack.resources("aws_vpc_security_group_ingress_rule"));
    const admitted = [
      "10.0.64.0/18",
      "10.0.128.0/18",
      "10.0.192.0/18",
      "10.1.64.0/18",
      "10.1.128.0/18",
      "10.1.192.0/18",
    ];
    expect(rules.map((rule) => rule["cidr_ipv4"]).toSorted()).toEqual(admitted.toSorted());
    for (const rule of rules) {
      expect(rule).toMatchObject({ ip_protocol: "tcp", from_port: 5432, to_port: 5432 });
      expect(rule["security_group_id"]).toBe(`\${aws_security_group.postgres-1-access_group.id}`);
    }
  });

  it("lets nothing out", () => {
    expect(stack.resources("aws_vpc_security_group_egress_rule")).toEqual({});
    expect(stack.only("aws_security_group")).not.toHaveProperty("egress");
    expect(stack.module("postgres-1")["vpc_security_group_ids"]).toEqual([
      `\${aws_security_group.postgres-1-access_group.id}`,
    ]);
  });
});

describe.each(both)("the keys and roles of the %s", (_, stack, region, shortCode) => {
  it("let the region's log service use the data key for logs of databases only", () => {
    const key = stack.resources("aws_kms_key")["data_key"];
    expect(key).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
    expect(statementsOf(key?.["policy"])).toEqual([
      accountAdministersKey,
      {
        Sid: "LogGroupsUseKey",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              `arn:aws:logs:${region}:111122223333:log-group:/aws/rds/instance/acme-prod-${shortCode}-postgres-*`,
            ],
          },
        },
      },
    ]);
    expect(stack.resources("aws_kms_alias")["data_alias"]?.["name"]).toBe(`alias/acme-prod-${shortCode}-data`);
  });

  it("let RDS write the metrics of these databases, under a name with the region in it", () => {
    const role = stack.only("aws_iam_role");
    expect(role["name"]).toBe(`acme-prod-${shortCode}-rds-monitoring`);
    expect(statementsOf(role["assume_role_policy"])).toEqual([
      {
        Sid: "RdsMonitoring",
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": `arn:aws:rds:${region}:111122223333:db:acme-prod-${shortCode}-postgres-*` },
        },
      },
    ]);
    expect(stack.only("aws_iam_role_policy_attachment")["policy_arn"]).toBe(
      "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    );
    expect(stack.module("postgres-1")).toMatchObject({
      monitoring_interval: 60,
      monitoring_role_arn: `\${aws_iam_role.monitoring_role.arn}`,
    });
  });
});

it("everything names the partition of GovCloud", () => {
  const stack = stackOf("prod-us-gov-west-1-data", govCloud);
  expect(stack.text).toContain("arn:aws-us-gov:rds:us-gov-west-1:");
  expect(stack.text).not.toContain("arn:aws:");
});

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
it("the certificates of GovCloud come from GovCloud", () => {
  const parameters = stackOf("prod-us-gov-east-1-data", govCloud).resources("aws_ssm_parameter");
  expect(parameters["connection_ca-bundle-url"]?.["value"]).toBe(
    "https://truststore.pki.us-gov-west-1.rds.amazonaws.com/us-gov-east-1/us-gov-east-1-bundle.pem",
  );
});

describe("backups across regions", () => {
  const copies = (stack: SynthesizedStack) =>
    Object.values(stack.resources("aws_db_instance_automated_backups_replication"));

  it("are received where the replica stands, and nowhere else", () => {
    expect(copies(writer)).toEqual([]);
    expect(replica.only("aws_db_instance_automated_backups_replication")).toMatchObject({
      source_db_instance_arn: `\${data.terraform_remote_state.prod-eu-west-1-data.outputs.database_arn}`,
      kms_key_id: `\${aws_kms_key.data_key.arn}`,
      retention_period: 7,
    });
  });

  it.each([
    [2, 0, 0],
    [3, 1, 0],
    [4, 1, 0],
    [5, 0, 0],
    [6, 0, 1],
  ])("follow the replica: after %i steps %i in the west and %i in the central region", (length, inWest, inCentral) => {
    expect([west, central].map((region) => copies(dataStackAfter(length, region)).length)).toEqual([inWest, inCentral]);
  });

  it("are kept as long as the file says", () => {
    const longer = withDatabase(central, { backups: { crossRegion: { retentionDays: 35 } } });
    expect(longer.only("aws_db_instance_automated_backups_replication")["retention_period"]).toBe(35);
  });

  it("are none where the file does without", () => {
    const without = { backups: { crossRegion: "no-cross-region-backups" } } as const;
    expect(copies(withDatabase(central, without))).toEqual([]);
    expect(copies(withDatabase(west, without))).toEqual([]);
  });
});
