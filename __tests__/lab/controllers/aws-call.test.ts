import { describe, expect, it } from "vitest";
import { readAwsCall } from "./aws-call";

const signed = (service: string, region = "eu-west-1") => ({
  authorization: `AWS4-HMAC-SHA256 Credential=key/20261130/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
const form = (service: string, body: string) => ({ method: "POST", path: "/", headers: signed(service), body });
const json = (service: string, target: string, body: object) => ({
  method: "POST",
  path: "/",
  headers: { ...signed(service), "x-amz-target": target },
  body: JSON.stringify(body),
});
const rest = (service: string, method: string, path: string) => ({ method, path, headers: signed(service), body: "" });

describe("readAwsCall", () => {
  it.each([
    [form("ec2", "Action=DescribeVpcs&Version=2016-11-15"), "ec2:DescribeVpcs", undefined],
    [
      form("autoscaling", "Action=SetDesiredCapacity&AutoScalingGroupName=eks-general&DesiredCapacity=2"),
      "autoscaling:SetDesiredCapacity",
      "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:id:autoScalingGroupName/eks-general",
    ],
    [
      form("elasticloadbalancing", `Action=RegisterTargets&TargetGroupArn=${encodeURIComponent("arn:aws:x:1")}`),
      "elasticloadbalancing:RegisterTargets",
      "arn:aws:x:1",
    ],
    [
      json("secretsmanager", "secretsmanager.GetSecretValue", { SecretId: "acme/prod/platform/grafana" }),
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/prod/platform/grafana-AbCdEf",
    ],
    [
      json("ssm", "AmazonSSM.GetParameter", { Name: "/acme/prod/host" }),
      "ssm:GetParameter",
      "arn:aws:ssm:eu-west-1:111122223333:parameter/acme/prod/host",
    ],
    [
      rest("eks", "GET", "/clusters/acme-prod-euw1/node-groups/general-az1"),
      "eks:DescribeNodegroup",
      "arn:aws:eks:eu-west-1:111122223333:nodegroup/acme-prod-euw1/general-az1/id",
    ],
    [
      rest("route53", "POST", "/2013-04-01/hostedzone/Z1/rrset/"),
      "route53:ChangeResourceRecordSets",
      "arn:aws:route53:::hostedzone/Z1",
    ],
    [rest("route53", "GET", "/2013-04-01/change/C1?x=y"), "route53:GetChange", "arn:aws:route53:::change/C1"],
  ])("knows what %j is to IAM", (request, action, resource) => {
    expect(readAwsCall(request, "111122223333")).toMatchObject({ action, resource });
  });

  it("knows which records a change of a zone is about", () => {
    const body = "<Change><Action>UPSERT</Action><Name>_Acme-Challenge.example.com.</Name><Type>TXT</Type></Change>";
    const { context } = readAwsCall(
      { ...rest("route53", "POST", "/2013-04-01/hostedzone/Z1/rrset"), body },
      "111122223333",
    );
    expect(context).toEqual({
      "route53:ChangeResourceRecordSetsActions": ["UPSERT"],
      "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"],
      "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.example.com"],
    });
  });

  it("does not let pass what it does not know", () => {
    expect(() => readAwsCall(rest("s3", "GET", "/bucket/key"), "111122223333")).toThrow(
      "nobody knows the action of GET /bucket/key, signed for s3",
    );
  });
});
