import { describe, expect, it } from "vitest";
import { prometheusEntry, prometheusHost } from "../../src/entry/prometheus-entry";
import type { EnvironmentInput } from "../../src/environment/environment";
import { planRegionAddresses } from "../../src/network/network-plan";
import { parsed, problemsOf, prod, unreached } from "../literals";
import { mentionsOf } from "../mentions";
import { type Block, synthesized } from "../synthesized";

const url = "https://prometheus.{region}.example.com";
/** Prod whose regions read each other's Prometheus. */
const watched: EnvironmentInput = { ...prod, ...unreached, monitoring: { peerPrometheus: {} } };

const stackOf = (region: string, environment = watched) => {
  const stack = synthesized(environment).get(`prod-${region}-entry`);
  if (stack === undefined) throw new Error(`prod has no entry in ${region}`);
  return stack;
};
const cidrsOf = (rules: Readonly<Record<string, Block>>) => Object.values(rules).map((rule) => rule["cidr_ipv4"]);
const privateCidrs = (code: string) => {
  const region = parsed(prod).regions.find((one) => one.code === code);
  if (region === undefined) throw new Error(`prod has no region ${code}`);
  return planRegionAddresses(region).subnets.private;
};

describe.each([
  ["eu-west-1", "eu-central-1", "euw1"],
  ["eu-central-1", "eu-west-1", "euc1"],
])("the internal load balancer of %s", (code, other, short) => {
  const stack = stackOf(code);

  it("has no public address and one name for all that Terraform and the controller call it", () => {
    expect(stack.only("aws_lb")).toMatchObject({ internal: true, name: `acme-prod-${short}-prometheus` });
    expect(stack.only("aws_lb_target_group")).toMatchObject({
      target_type: "ip",
      name: `acme-prod-${short}-prometheus`,
    });
  });

  it("admits the private subnets of the other region alone, and reaches its own alone", () => {
    expect(cidrsOf(stack.resources("aws_vpc_security_group_ingress_rule"))).toEqual(privateCidrs(other));
    expect(cidrsOf(stack.resources("aws_vpc_security_group_egress_rule"))).toEqual(privateCidrs(code));
    for (const rule of Object.values(stack.resources("aws_vpc_security_group_ingress_rule")))
      expect(rule).toMatchObject({ from_port: prometheusEntry.port, to_port: prometheusEntry.port });
  });

  it("is found by a name in the zone that is known before it exists", () => {
    const host = prometheusHost(parsed(watched), { code });
    expect(host).toBe(`prometheus-${short}.prod.example.com`);
    expect(stack.only("aws_route53_record")).toMatchObject({ name: host, type: "A", zone_id: "Z0123456789EXAMPLE" });
  });

  it("rings in its own region when nothing behind it answers", () => {
    expect(stack.only("aws_cloudwatch_metric_alarm")).toMatchObject({
      threshold: 1,
      alarm_actions: [`\${data.terraform_remote_state.prod-${code}-network.outputs.alarm_topic_arn}`],
    });
  });

  it("knows nothing of the other region but the subnets that it is called from", () => {
    const zones = prod.regions.find((region) => region.code === other)?.zones ?? [];
    expect(mentionsOf(other, stack)).toEqual(
      zones.map((zone) => `resource.aws_vpc_security_group_ingress_rule.prometheus_from-${zone}`),
    );
  });

  it("reads nothing but the network of its own region", () => {
    expect(Object.keys(stack.remoteStates)).toEqual([`prod-${code}-network`]);
  });
});

describe("an environment", () => {
  it.each([
    ["whose regions do not read each other", { ...prod, ...unreached }, 0],
    ["that has another way for them", { ...prod, ...unreached, monitoring: { peerPrometheus: { url } } }, 0],
    ["without a cluster", { ...watched, cluster: undefined, edge: undefined, services: {} }, 0],
    ["whose regions read each other", watched, 2],
    ["with an edge", prod, 2],
  ])("%s has so many entries", (_, environment, count) => {
    const ids = [...synthesized(environment as EnvironmentInput).keys()].filter((id) => id.endsWith("-entry"));
    expect(ids).toHaveLength(count);
  });

  it.each([
    ["dns", { dns: undefined, platform: {} }, "no dns and no platform.acme", "dns and platform.acme"],
    ["platform.acme", { platform: {} }, "no platform.acme", "platform.acme"],
  ])("is refused without %s", (_, change, got, missing) => {
    expect(problemsOf({ ...watched, ...change })).toEqual([
      {
        path: "monitoring.peerPrometheus",
        got,
        expected: "a zone and an issuer for the names that the regions read each other by",
        fix: `add ${missing}, or a url that leads to Prometheus in another way`,
      },
    ]);
  });

  it("is refused where nobody puts pods behind its load balancers", () => {
    const platform = { ...prod.platform, releases: { "aws-load-balancer-controller": { enabled: false } } };
    expect(problemsOf({ ...watched, platform })).toEqual([
      {
        path: 'platform.releases["aws-load-balancer-controller"].enabled',
        got: "false",
        expected: "true: it puts pods behind the load balancer of monitoring.peerPrometheus",
        fix: "leave it on, or name another way in monitoring.peerPrometheus.url",
      },
    ]);
    expect(problemsOf({ ...unreached, platform })).toEqual([]);
  });

  it("lets its balancers go with it where it may be gone tomorrow, and has no alarm where nobody listens", () => {
    const stack = stackOf("eu-west-1", {
      ...watched,
      deletionProtection: false,
      alarms: { accepted: "no-alarms", because: "a test" },
    });
    expect(stack.only("aws_lb")["enable_deletion_protection"]).toBe(false);
    expect(stack.resources("aws_cloudwatch_metric_alarm")).toEqual({});
  });

  it("has a name that load balancers take, whatever its own is, and another one than its neighbour", () => {
    const nameOf = (organization: string) => stackOf("eu-west-1", { ...watched, organization }).only("aws_lb")["name"];
    expect(nameOf("acme-corporation")).toBe("acme-corporati-fbb5b3-prometheus");
    expect(nameOf("acme-corporations")).not.toBe(nameOf("acme-corporation"));
  });

  it.each([["prod.example.com."], ["Prod.example.com"], ["localhost"], ["https://prod.example.com"]])(
    "is refused with the domain %s",
    (domain) => {
      expect(problemsOf({ dns: { domain, hostedZoneId: "Z0123456789EXAMPLE" } })).toEqual([
        {
          path: "dns.domain",
          got: JSON.stringify(domain),
          expected: "a domain in lower case, without a dot at the end",
          fix: "write it as platform.example.com",
        },
      ]);
    },
  );
});
