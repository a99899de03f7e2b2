import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findActionFlaw, isEverything } from "../../src/environment/iam-action";

/** What makes an administrator of somebody, in whatever service. */
const powers = [
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:CreateAccessKey",
  "iam:UpdateAssumeRolePolicy",
  "sts:AssumeRole",
  "sts:GetFederationToken",
  "kms:PutKeyPolicy",
  "kms:CreateGrant",
  "kms:ScheduleKeyDeletion",
  "organizations:AttachPolicy",
  "organizations:LeaveOrganization",
  "eks:AssociateAccessPolicy",
  "eks:CreateAccessEntry",
  "secretsmanager:PutResourcePolicy",
  "sso:CreateAccountAssignment",
  "account:CloseAccount",
];

/** Whether an action with wildcards stands for another, as IAM takes it: without regard to case. */
const standsFor = (pattern: string, action: string) =>
  new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action);

describe("an action of a permission", () => {
  it("with a wildcard never stands for what hands out rights", () => {
    const cut = fc.constantFrom(...powers).chain((power) => {
      const [service = "", name = ""] = power.split(":");
      return fc
        .tuple(fc.integer({ min: 1, max: name.length }), fc.integer({ min: 0, max: name.length }), fc.boolean())
        .map(([from, rest, lower]) => {
          const pattern = `${service}:${name.slice(0, from)}*${name.slice(Math.max(from, rest))}`;
          return { power, pattern: lower ? pattern.toLowerCase() : pattern };
        });
    });
    fc.assert(
      fc.property(cut, ({ power, pattern }) => {
        expect(standsFor(pattern, power)).toBe(true);
        expect(findActionFlaw(pattern)).not.toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each(powers)("%s may be named", (action) => {
    expect(findActionFlaw(action)).toBeUndefined();
  });
});

describe("a resource", () => {
  it.each([
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::*/*",
    "arn:aws:s3:::?*/orders",
    "arn:aws:sqs:*:*:*",
    "arn:aws:sns:{region}:{account}:*",
    "arn:aws:dynamodb:{region}:{account}:table/*",
    "arn:aws:logs:{region}:{account}:log-group:*",
    "arn:aws:logs:{region}:{account}:log-group:*:*",
    "arn:aws:iam::{account}:role/*",
  ])("%s is everything", (resource) => {
    expect(isEverything(resource)).toBe(true);
  });

  it.each([
    "arn:aws:s3:::acme-orders/*",
    "arn:aws:s3:::acme-*",
    "arn:aws:sqs:{region}:{account}:orders*",
    "arn:aws:sqs:*:*:orders",
    "arn:aws:dynamodb:{region}:{account}:table/orders*",
    "arn:aws:logs:{region}:{account}:log-group:/acme/*",
    "arn:aws:secretsmanager:{region}:{account}:secret:acme/*",
  ])("%s is not", (resource) => {
    expect(isEverything(resource)).toBe(false);
  });
});
