import { describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../modules/iam/policy-document";
import { type SimulatedRequest, simulate } from "./policy-simulator";

const read: PolicyStatement = { Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::acme/*" };
const refuse: PolicyStatement = { ...read, Sid: "Refuse", Effect: "Deny", Resource: "arn:aws:s3:::acme/secret?" };

describe("the simulator of policies", () => {
  it.each<[string, SimulatedRequest, string]>([
    ["what a statement names", { action: "s3:GetObject", resource: "arn:aws:s3:::acme/a/b" }, "allowed"],
    ["actions in any case", { action: "S3:getobject", resource: "arn:aws:s3:::acme/a" }, "allowed"],
    ["another action", { action: "s3:PutObject", resource: "arn:aws:s3:::acme/a" }, "not allowed"],
    ["another resource", { action: "s3:GetObject", resource: "arn:aws:s3:::acmes/a" }, "not allowed"],
    ["no resource", { action: "s3:GetObject" }, "not allowed"],
    ["what is refused too", { action: "s3:GetObject", resource: "arn:aws:s3:::acme/secret1" }, "denied"],
  ])("judges %s", (_, request, decision) => {
    expect(simulate([read, refuse], request)).toBe(decision);
  });

  it.each<[string, NonNullable<PolicyStatement["Condition"]>, SimulatedRequest["context"], boolean]>([
    ["equal", { StringEquals: { "aws:k": ["a", "b"] } }, { "aws:k": "b" }, true],
    ["equal, where it is not there", { StringEquals: { "aws:k": "a" } }, {}, false],
    ["not equal", { StringNotEquals: { "aws:k": "a" } }, { "aws:k": "b" }, true],
    ["not equal, where it is not there", { StringNotEquals: { "aws:k": "a" } }, {}, true],
    ["there", { Null: { "aws:k": "false" } }, { "aws:k": "" }, true],
    ["not there", { Null: { "aws:k": "true" } }, { "aws:k": "" }, false],
    ["like", { StringLike: { "aws:k": "a*" } }, { "aws:k": "ab" }, true],
    ["all of them", { "ForAllValues:StringEquals": { "aws:k": ["a", "b"] } }, { "aws:k": ["a", "c"] }, false],
    ["all of none", { "ForAllValues:StringEquals": { "aws:k": "a" } }, {}, true],
    ["none of them", { "ForAllValues:StringNotEquals": { "aws:k": "a" } }, { "aws:k": ["b", "c"] }, true],
  ])("knows what is %s", (_, Condition, context = {}, isAllowed) => {
    const decision = simulate([{ Sid: "All", Effect: "Allow", Action: "*", Condition }], { action: "s3:Any", context });
    expect(decision).toBe(isAllowed ? "allowed" : "not allowed");
  });

  it("gives up where it does not know an operator, in place of a guess", () => {
    const unknown: PolicyStatement = { ...read, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
    expect(() => simulate([unknown], { action: "s3:GetObject", resource: "arn:aws:s3:::acme/a" })).toThrow(
      /^no operator IpAddress, expected one of StringEquals, /,
    );
  });
});
