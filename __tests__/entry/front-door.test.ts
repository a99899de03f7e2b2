import { describe, expect, it } from "vitest";
import { entryExports } from "../../src/entry/entry-exports";
import type { EnvironmentInput } from "../../src/environment/environment";
import { planRegionAddresses } from "../../src/network/network-plan";
import { parsed, prod, regionsWith, unreached } from "../literals";
import { type Block, stackOf } from "../synthesized";

const entryOf = (code: string, change: Partial<EnvironmentInput> = {}) =>
  stackOf(`prod-${code}-entry`, { ...prod, ...change });
const outputsOf = (stack: string, name: string) => `\${data.terraform_remote_state.${stack}.outputs.${name}}`;
const byRecords = { edge: { by: "route53" } } as const;
const swapped = { regions: regionsWith({ role: "failover" }, { role: "primary" }) };

describe.each([
  ["eu-west-1", "euw1", 1],
  ["eu-central-1", "euc1", 0],
])("the front door of %s", (code, short, certificate) => {
  const stack = entryOf(code);
  const listeners = stack.resources("aws_lb_listener");

  it("is reached by nothing but the accelerator, and says where it logs", () => {
    expect(stack.only("aws_lb")).toMatchObject({
      name: `acme-prod-${short}-front-door`,
      internal: true,
      subnets: outputsOf(`prod-${code}-network`, "private_subnet_ids"),
      drop_invalid_header_fields: true,
      enable_deletion_protection: true,
      idle_timeout: 60,
      access_logs: { enabled: true },
    });
  });

  it("ends TLS 1.2 and above with the certificate of its own region, and knows nothing by itself", () => {
    expect(listeners["front-door_load-balancer_https"]).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      certificate_arn: `\${element(data.terraform_remote_state.prod-certificates.outputs.certificate_arns, ${certificate})}`,
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    });
  });

  it("sends plain HTTP on", () => {
    expect(listeners["front-door_load-balancer_http"]).toMatchObject({
      port: 80,
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    });
  });

  it("asks the region's own pods whether the region serves, and lets everybody ask", () => {
    expect(stack.only("aws_lb_target_group")).toMatchObject({
      name: `acme-prod-${short}-region`,
      target_type: "ip",
      port: 8080,
      health_check: { path: "/healthz/region", matcher: "200" },
    });
    expect(stack.only("aws_lb_listener_rule")).toMatchObject({
      priority: 1,
      condition: [{ path_pattern: { values: ["/healthz/region"] } }],
      action: [{ type: "forward" }],
    });
  });

  it("admits clients on 443 and 80, whose addresses are kept, and reaches the region's pods alone", () => {
    const region = parsed(prod).regions.find((one) => one.code === code);
    if (region === undefined) throw new Error(`prod has no region ${code}`);
    const ports = (rules: Readonly<Record<string, Block>>) =>
      Object.values(rules).map((rule) => [rule["from_port"], rule["to_port"], rule["cidr_ipv4"]]);
    expect(ports(stack.resources("aws_vpc_security_group_ingress_rule"))).toEqual([
      [443, 443, "0.0.0.0/0"],
      [80, 80, "0.0.0.0/0"],
    ]);
    expect(ports(stack.resources("aws_vpc_security_group_egress_rule"))).toEqual(
      planRegionAddresses(region).subnets.private.map((cidr) => [1025, 65535, cidr]),
    );
  });

  it("logs to a bucket of its region that load balancers can write to, and nobody else", () => {
    const bucket = `acme-prod-${short}-111122223333-access-logs`;
    expect(stack.only("aws_s3_bucket")).toMatchObject({ bucket, force_destroy: false });
    expect(JSON.stringify(stack.only("aws_s3_bucket_server_side_encryption_configuration"))).toContain("AES256");
    expect(JSON.stringify(stack.only("aws_s3_bucket_lifecycle_configuration"))).toContain('"days":90');
    const { Statement } = JSON.parse(String(stack.only("aws_s3_bucket_policy")["policy"]));
    expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow")).toEqual([
      {
        Sid: "LoadBalancersWriteLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/111122223333/*`,
      },
    ]);
  });

  it("tells everything that it promises", () => {
    expect(Object.keys(stack.outputs).toSorted()).toEqual(Object.keys(entryExports).toSorted());
    for (const value of Object.values(stack.outputs)) expect(value).toMatch(/^\$\{aws_/);
  });

  it("reads its own region's network, and the certificates", () => {
    expect(Object.keys(stack.remoteStates).toSorted()).toEqual(["prod-certificates", `prod-${code}-network`]);
  });
});

describe("what rings", () => {
  const ringing = (code: string, change: Partial<EnvironmentInput> = {}) =>
    Object.values(entryOf(code, change).resources("aws_cloudwatch_metric_alarm")).map(
      (alarm) => `${String(alarm["alarm_name"]).split("front-door-")[1]} ${alarm["metric_name"]}`,
    );
  const always = ["certificate DaysToExpiry", "errors HTTPCode_ELB_5XX_Count", "region HealthyHostCount"];

  it("is the region, its errors and its certificate, and where it stands by, that users come", () => {
    expect(ringing("eu-west-1")).toEqual(always);
    expect(ringing("eu-central-1")).toEqual([...always, "users RequestCount"]);
    expect(ringing("eu-west-1", swapped)).toEqual([...always, "users RequestCount"]);
    expect(ringing("eu-central-1", { roles: { failover: { mode: "active" } } })).toEqual(always);
  });

  it("rings in its own region, and not where nobody listens", () => {
    for (const alarm of Object.values(entryOf("eu-west-1").resources("aws_cloudwatch_metric_alarm")))
      expect(alarm).toMatchObject({ alarm_actions: [outputsOf("prod-eu-west-1-network", "alarm_topic_arn")] });
    expect(ringing("eu-west-1", { alarms: { accepted: "no-alarms", because: "a test" } })).toEqual([]);
  });

  it("takes a region without pods for a dead one", () => {
    expect(entryOf("eu-west-1").resources("aws_cloudwatch_metric_alarm")["front-door_region-alarm"]).toMatchObject({
      treat_missing_data: "breaching",
      threshold: 1,
    });
  });
});

describe("the firewall", () => {
  const rulesOf = (change: Partial<EnvironmentInput> = {}) =>
    entryOf("eu-west-1", change).only("aws_wafv2_web_acl")["rule"] as readonly Block[];

  it("limits each client, and refuses what AWS's rules refuse", () => {
    expect(rulesOf().map(({ name, priority }) => [name, priority])).toEqual([
      ["requests-per-client", 0],
      ["ip-reputation", 1],
      ["common", 2],
      ["known-bad-inputs", 3],
      ["sql", 4],
    ]);
    expect(rulesOf()[0]).toMatchObject({
      statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    });
    for (const rule of rulesOf().slice(1)) expect(rule).toMatchObject({ override_action: { none: {} } });
  });

  it("only counts what the file says, and other limits are the file's", () => {
    const rules = rulesOf({ frontDoor: { firewall: { requestsPerClient: 500, counted: ["sql"] } } });
    expect(rules[0]).toMatchObject({ statement: { rate_based_statement: { limit: 500 } } });
    expect(rules.map((rule) => Object.keys((rule["override_action"] ?? { block: {} }) as object)[0])).toEqual([
      "block",
      "none",
      "none",
      "none",
      "count",
    ]);
  });

  it("lets uploads pass, whose size services decide", () => {
    expect(JSON.stringify(rulesOf()[2])).toContain('"name":"SizeRestrictions_BODY"');
  });

  it("logs what it refuses, without who somebody is, for a year, encrypted", () => {
    const stack = entryOf("eu-west-1");
    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "aws-waf-logs-acme-prod-euw1",
      retention_in_days: 365,
      kms_key_id: `\${aws_kms_key.front-door_firewall-logs_key.arn}`,
    });
    expect(stack.only("aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      logging_filter: { default_behavior: "DROP" },
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
    });
  });

  it("is left out by a named choice, with its key and its logs", () => {
    const stack = entryOf("eu-west-1", { frontDoor: { firewall: { accepted: "no-firewall", because: "a test" } } });
    expect(stack.addresses.filter((address) => /waf|kms|log_group/.test(address))).toEqual([]);
  });
});

describe("a front door behind records of Route 53", () => {
  it("faces the internet from public subnets", () => {
    expect(entryOf("eu-west-1", byRecords).only("aws_lb")).toMatchObject({
      internal: false,
      subnets: outputsOf("prod-eu-west-1-network", "public_subnet_ids"),
    });
  });
});

describe("an entry without an edge", () => {
  it("promises the same, and has nothing of it", () => {
    const stack = entryOf("eu-west-1", { ...unreached, monitoring: { peerPrometheus: {} } });
    expect(stack.outputs).toEqual(Object.fromEntries(Object.keys(entryExports).map((name) => [name, ""])));
  });
});
