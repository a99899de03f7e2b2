import { describe, expect, it } from "vitest";
import { emulatedBy, localEmulators } from "../../src/local/endpoints";
import { local, prodFile as prod, transit } from "../literals";
import { synthesized } from "../synthesized";

const endpoints = emulatedBy(localEmulators).endpoints;

/** Service that serves a resource type, by the start of the type: the first that fits. */
const services = [
  ["aws_acm_", "acm"],
  ["aws_cloudwatch_log_group", "logs"],
  ["aws_cloudwatch_dashboard", "cloudwatch"],
  ["aws_cloudwatch_metric_alarm", "cloudwatch"],
  ["aws_db_", "rds"],
  ["aws_ec2_", "ec2"],
  ["aws_globalaccelerator_", "globalaccelerator"],
  ["aws_iam_", "iam"],
  ["aws_kms_", "kms"],
  ["aws_lb", "elbv2"],
  ["aws_network_acl", "ec2"],
  ["aws_route53_", "route53"],
  ["aws_route", "ec2"],
  ["aws_ecr_", "ecr"],
  ["aws_s3_", "s3"],
  ["aws_secretsmanager_", "secretsmanager"],
  ["aws_security_group", "ec2"],
  ["aws_sns_", "sns"],
  ["aws_ssm_", "ssm"],
  ["aws_vpc", "ec2"],
  ["aws_wafv2_", "wafv2"],
] as const;

/** Types that AWS serves: a release, and what stands in a cluster, asks the cluster. */
const typesOf = (literal: typeof prod) =>
  [...synthesized(literal).values()]
    .flatMap(({ json }) => Object.keys(json.resource ?? {}))
    .filter((type) => !/^(helm|kubernetes)_/.test(type));

describe("the endpoints of local", () => {
  it.each(Object.entries(local.emulator?.endpoints ?? {}))("%s is one of the two emulators", (_, url) => {
    expect(Object.values(localEmulators)).toContain(url);
  });

  it("use both emulators", () => {
    expect(new Set(Object.values(endpoints))).toEqual(new Set(Object.values(localEmulators)));
  });

  it.each([...new Set([local, prod, transit].flatMap(typesOf))].toSorted())("serve %s", (type) => {
    const service = services.find(([start]) => type.startsWith(start))?.[1] ?? type;
    expect(Object.keys(endpoints)).toContain(service);
  });

  it.each(["s3", "sts", "iam"])("serve %s, which a backend calls", (service) => {
    expect(Object.keys(endpoints)).toContain(service);
  });

  it("follow the emulators when these move", () => {
    const moved = emulatedBy({ ministack: "https://127.0.0.1:1", moto: "http://127.0.0.1:2" }).endpoints;
    expect([moved["s3"], moved["ec2"]]).toEqual(["https://127.0.0.1:1", "http://127.0.0.1:2"]);
    expect(Object.keys(moved)).toEqual(Object.keys(endpoints));
  });
});
