import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { prod, regionsWith, unreached } from "../literals";
import { mentionsOf } from "../mentions";
import { type Block, stackOf, synthesized } from "../synthesized";

const edgeOf = (change: Partial<EnvironmentInput> = {}) => stackOf("prod-edge", { ...prod, ...change });
const accelerated = { by: "global-accelerator" } as const;
const byRecords = { by: "route53" } as const;
const swapped = regionsWith({ role: "failover" }, { role: "primary" });
const frontDoor = (code: string) => `\${data.terraform_remote_state.prod-${code}-entry.outputs.front_door_arn}`;

describe("an edge with an accelerator", () => {
  const edge = edgeOf();
  const groups = edge.resources("aws_globalaccelerator_endpoint_group");

  it("leads to the front door of each region, and names the region of each", () => {
    expect(groups["edge_euw1"]).toMatchObject({
      endpoint_group_region: "eu-west-1",
      traffic_dial_percentage: 100,
      endpoint_configuration: [
        { endpoint_id: frontDoor("eu-west-1"), weight: 128, client_ip_preservation_enabled: true },
      ],
    });
    expect(groups["edge_euc1"]).toMatchObject({
      endpoint_group_region: "eu-central-1",
      traffic_dial_percentage: 0,
      endpoint_configuration: [
        { endpoint_id: frontDoor("eu-central-1"), weight: 128, client_ip_preservation_enabled: true },
      ],
    });
  });

  it("listens where the front doors do, on one listener with one dial for each region", () => {
    expect(edge.only("aws_globalaccelerator_listener")).toMatchObject({
      protocol: "TCP",
      client_affinity: "NONE",
      port_range: [
        { from_port: 80, to_port: 80 },
        { from_port: 443, to_port: 443 },
      ],
    });
    const sticky = edgeOf({ edge: { ...accelerated, clientAffinity: "source-ip" } });
    expect(sticky.only("aws_globalaccelerator_listener")).toMatchObject({ client_affinity: "SOURCE_IP" });
  });

  it("keeps its addresses: it is never destroyed where things are protected", () => {
    expect(edge.only("aws_globalaccelerator_accelerator")).toMatchObject({
      enabled: true,
      ip_address_type: "IPV4",
      lifecycle: { prevent_destroy: true },
    });
    const brief = edgeOf({ deletionProtection: false }).only("aws_globalaccelerator_accelerator");
    expect(brief).not.toHaveProperty("lifecycle");
  });

  it("writes its flow logs where its state is, once the bucket lets it", () => {
    expect(edge.only("aws_globalaccelerator_accelerator")).toMatchObject({
      attributes: {
        flow_logs_enabled: true,
        flow_logs_s3_bucket: `\${aws_s3_bucket_policy.flow-logs_policy.bucket}`,
        flow_logs_s3_prefix: "accelerator",
      },
    });
    expect(edge.only("aws_s3_bucket")).toMatchObject({ bucket: "acme-prod-euc1-111122223333-edge-logs" });
    expect(JSON.stringify(edge.only("aws_s3_bucket_lifecycle_configuration"))).toContain('"days":90');
  });

  it("lets accelerators of its account write below the prefix, and nobody read", () => {
    const bucket = "arn:aws:s3:::acme-prod-euc1-111122223333-edge-logs";
    const { Statement } = JSON.parse(String(edge.only("aws_s3_bucket_policy")["policy"]));
    const allowed = (Statement as readonly Block[]).filter((statement) => statement["Effect"] === "Allow");
    expect(allowed.map((statement) => [statement["Action"], statement["Resource"], statement["Condition"]])).toEqual([
      [
        "s3:PutObject",
        `${bucket}/accelerator/AWSLogs/111122223333/*`,
        { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": "111122223333" } },
      ],
      [["s3:GetBucketAcl", "s3:ListBucket"], bucket, { StringEquals: { "aws:SourceAccount": "111122223333" } }],
    ]);
  });

  it("is what the zone and every name right below it lead to", () => {
    const alias = {
      name: `\${aws_globalaccelerator_accelerator.edge_accelerator.dns_name}`,
      zone_id: `\${aws_globalaccelerator_accelerator.edge_accelerator.hosted_zone_id}`,
    };
    const { apex, wildcard } = edge.resources("aws_route53_record");
    expect(apex).toMatchObject({ name: "prod.example.com", type: "A", alias });
    expect(wildcard).toMatchObject({ name: "*.prod.example.com", type: "A", alias });
  });

  it("turns dials and nothing else where roles are exchanged", () => {
    const text = (one: ReturnType<typeof edgeOf>) => one.text.replaceAll(/"traffic_dial_percentage": \d+/g, "");
    const after = edgeOf({ regions: swapped });
    expect(text(after)).toBe(text(edge));
    expect(after.resources("aws_globalaccelerator_endpoint_group")["edge_euw1"]).toMatchObject({
      traffic_dial_percentage: 0,
    });
  });
});

describe.each([accelerated, byRecords])("an edge by $by", (by) => {
  it("has a name for each region's front door, which leads nowhere else, whoever is healthy", () => {
    const records = edgeOf({ edge: by }).resources("aws_route53_record");
    for (const [short, code] of [
      ["euw1", "eu-west-1"],
      ["euc1", "eu-central-1"],
    ]) {
      const entry = `data.terraform_remote_state.prod-${code}-entry.outputs`;
      expect(records[`front-door-${short}`]).toMatchObject({
        name: `front-door-${short}.prod.example.com`,
        type: "A",
        alias: {
          name: `\${${entry}.front_door_dns_name}`,
          zone_id: `\${${entry}.front_door_zone_id}`,
          evaluate_target_health: false,
        },
      });
      expect(records[`front-door-${short}`]).not.toHaveProperty("weighted_routing_policy");
    }
  });
});

/** Records that users come by. */
const withoutDoors = (records: Readonly<Record<string, Block>>) =>
  Object.fromEntries(Object.entries(records).filter(([id]) => !id.startsWith("front-door-")));

describe("an edge with records of Route 53", () => {
  const recordsOf = (change: Partial<EnvironmentInput> = {}) =>
    withoutDoors(edgeOf({ edge: byRecords, ...change }).resources("aws_route53_record"));
  const weightsOf = (records: Readonly<Record<string, Block>>) =>
    Object.fromEntries(
      Object.entries(records).map(([id, record]) => [
        id,
        (record["weighted_routing_policy"] as { weight: number }).weight,
      ]),
    );

  it("has a record for each name and region, which is left where nothing is healthy behind it", () => {
    for (const record of Object.values(recordsOf())) {
      expect(record).toMatchObject({ type: "A", alias: { evaluate_target_health: true } });
      expect(record).not.toHaveProperty("failover_routing_policy");
    }
    expect(weightsOf(recordsOf())).toEqual({
      "apex-euw1": 100,
      "apex-euc1": 0,
      "wildcard-euw1": 100,
      "wildcard-euc1": 0,
    });
  });

  it("gives the weights of both to both where both serve, and exchanges them with the roles", () => {
    expect(Object.values(weightsOf(recordsOf({ roles: { failover: { mode: "active" } } })))).toEqual([
      100, 100, 100, 100,
    ]);
    expect(weightsOf(recordsOf({ regions: swapped }))).toMatchObject({ "apex-euw1": 0, "apex-euc1": 100 });
  });

  it("has no accelerator and no bucket", () => {
    const edge = edgeOf({ edge: byRecords });
    expect(edge.addresses.filter((address) => /accelerator_|s3_bucket/.test(address))).toEqual([
      "output.accelerator_dns_name",
      "output.accelerator_ip_addresses",
    ]);
    expect(edge.outputs).toEqual({ accelerator_dns_name: "", accelerator_ip_addresses: [] });
  });
});

describe.each([accelerated, byRecords])("an edge by $by whose primary region is lost", (by) => {
  const edge = edgeOf({ edge: { ...by, regionLost: "eu-west-1" } });

  it("neither reads, calls nor names anything of it", () => {
    expect(mentionsOf("eu-west-1", edge)).toEqual([]);
    expect(edge.text).not.toContain("euw1");
    expect(Object.keys(edge.remoteStates)).toEqual(["prod-eu-central-1-entry"]);
    expect(edge.json.provider.aws.map((provider) => provider["region"])).toEqual(["eu-central-1"]);
  });

  it("leads everybody to the other one, although that stands by", () => {
    const shares = edge.text.match(/"(traffic_dial_percentage|weight)": \d+/g);
    expect(new Set(shares?.filter((share) => share !== '"weight": 128').map((share) => share.split(" ")[1]))).toEqual(
      new Set(["100"]),
    );
  });
});

it("an environment without an edge has no front doors and no certificates", () => {
  const ids = [...synthesized({ ...prod, ...unreached }).keys()];
  expect(ids.filter((id) => /-(edge|entry|certificates)$/.test(id))).toEqual([]);
});
