import { describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import { acceptedFindings } from "../../security/accepted-findings";
import { everything, swapped } from "../cluster/clusters";
import { dev, govCloud, prod, transit } from "../literals";
import { complaintsOf, review } from "../security/findings";
import { type SynthesizedStack, synthesized } from "../synthesized";
import { policiesOf } from "./emitted-policies";
import { findInPolicy } from "./find-in-policy";
import { lintPolicy } from "./lint-policy";

const allow = (change: Partial<PolicyStatement>): PolicyStatement => ({
  Sid: "One",
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme/*",
  ...change,
});

describe("the linter of policies", () => {
  it.each<[string, Partial<PolicyStatement>]>([
    ["what is right", {}],
    ["everything", { Action: "*", Resource: "*" }],
    ["a service in any case", { Action: "s3:getobject" }],
    ["actions without a resource, for all", { Action: "elasticloadbalancing:SetWebAcl", Resource: "*" }],
    ["a key of its own", { Condition: { StringEquals: { "s3:ExistingObjectTag/team": "shop" } } }],
    ["a key of every request", { Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }],
    [
      "one action of the resources of another",
      { Action: ["s3:GetObject", "s3:ListBucket"], Resource: ["arn:aws:s3:::acme", "arn:aws:s3:::acme/*"] },
    ],
  ])("passes %s", async (_, change) => {
    expect(await lintPolicy([allow(change)])).toEqual([]);
  });

  it.each<[string, Partial<PolicyStatement>, object]>([
    ["a slip of the pen", { Action: "s3:GetObjekt" }, { rule: "unknown-action", detail: "s3:GetObjekt" }],
    ["a service that there is not", { Action: "s4:GetObject" }, { rule: "unknown-action", detail: "s4:GetObject" }],
    ["a wildcard that stands for nothing", { Action: "s3:Fetch*" }, { rule: "unknown-action", detail: "s3:Fetch*" }],
    [
      "a resource for an action that knows none",
      { Action: ["s3:GetObject", "elasticloadbalancing:SetWebAcl"] },
      { rule: "action-without-resource", detail: "elasticloadbalancing:SetWebAcl knows no resource but *" },
    ],
    [
      "an action without a resource of its own",
      { Action: ["s3:GetObject", "ec2:DeleteVolume"] },
      { rule: "action-without-resource", detail: "ec2:DeleteVolume" },
    ],
    [
      "an action with one of the two resources that it needs",
      { Action: "ec2:AttachVolume", Resource: "arn:aws:ec2:eu-west-1:111122223333:volume/*" },
      { rule: "action-without-resource", detail: "ec2:AttachVolume needs instance too" },
    ],
    [
      "a resource that no action is for",
      { Resource: ["arn:aws:s3:::acme/*", "arn:aws:sqs:eu-west-1:111122223333:acme"] },
      { rule: "resource-without-action", detail: "arn:aws:sqs:eu-west-1:111122223333:acme" },
    ],
    [
      "a key of another service",
      { Condition: { StringEquals: { "ec2:CreateAction": "CreateVolume" } } },
      { rule: "unknown-condition-key", detail: "ec2:CreateAction of s3:GetObject" },
    ],
    [
      "a tag where none is looked at",
      { Action: "ec2:DescribeVpcs", Resource: "*", Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } },
      { rule: "unknown-condition-key", detail: "aws:ResourceTag/team of ec2:DescribeVpcs" },
    ],
  ])("finds %s", async (_, change, finding) => {
    const found = await lintPolicy([allow(change)]);
    expect(found).toContainEqual({ sid: "One", ...finding });
  });

  it("takes an action's resources from all statements that allow it", async () => {
    const admit = { Action: "ec2:AuthorizeSecurityGroupIngress" };
    const rules = allow({ ...admit, Resource: "arn:aws:ec2:eu-west-1:111122223333:security-group-rule/*" });
    const groups = allow({ ...admit, Resource: "arn:aws:ec2:eu-west-1:111122223333:security-group/*" });
    expect(await lintPolicy([rules])).toMatchObject([{ rule: "action-without-resource" }]);
    expect(await lintPolicy([rules, groups])).toEqual([]);
  });
});

/** References to what has an ARN, which Terraform knows later, as ARNs of their kind. */
function withArns(text: string): string {
  return text
    .replaceAll(/\$\{aws_kms_key\.[\w-]+\.arn\}/g, "arn:aws:kms:eu-west-1:111122223333:key/1")
    .replaceAll(/\$\{aws_sns_topic\.[\w-]+\.arn\}/g, "arn:aws:sns:eu-west-1:111122223333:acme")
    .replaceAll(/\$\{module\.eks\.oidc_provider_arn\}/g, "arn:aws:iam::111122223333:oidc-provider/oidc.eks")
    .replaceAll(/\$\{module\.eks\.oidc_provider\}/g, "oidc.eks");
}

const policiesIn = (stack: SynthesizedStack) =>
  Object.entries(stack.json.resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources).flatMap(([name, resource]) =>
      policiesOf(`${type}.${name}`, JSON.parse(withArns(JSON.stringify(resource)))),
    ),
  );

// Those that modules make are looked at by `npm run scan`.
describe("every policy that is emitted", () => {
  const environments = { dev, prod, "prod with everything": everything, "prod swapped": swapped, govCloud, transit };
  const reasons = acceptedFindings.filter(({ check }) => check.startsWith("policy/"));
  const findIn = async (stack: SynthesizedStack) =>
    (await Promise.all(policiesIn(stack).map((policy) => findInPolicy(stack.id, policy)))).flat();

  it.each(Object.entries(environments))(
    "of %s stands in AWS's reference, or has a reason not to",
    async (_, literal) => {
      const stacks = [...synthesized(literal).values()];
      expect(stacks.flatMap(policiesIn).length).toBeGreaterThan(30);
      const findings = (await Promise.all(stacks.map(findIn))).flat();
      expect(complaintsOf({ ...review(findings, reasons), unfounded: [] })).toEqual([]);
    },
  );
});
