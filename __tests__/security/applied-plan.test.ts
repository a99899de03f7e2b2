import { describe, expect, it } from "vitest";
import { policiesIn, readPlan } from "./applied-plan";

const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Deny","Action":"*","Resource":"*"}]}';
const bucket = {
  address: "aws_s3_bucket.one",
  mode: "managed",
  values: { bucket: "one", logging: [], tags: { a: "" } },
};
const role = {
  address: "module.a.aws_iam_role.one",
  mode: "managed",
  values: { assume_role_policy: policy, path: "/" },
};
const looked = { address: "data.aws_region.one", mode: "data", values: { name: "eu-west-1" } };
const text = JSON.stringify({
  format_version: "1.2",
  planned_values: {
    root_module: { resources: [bucket, looked], child_modules: [{ resources: [role], child_modules: [{}] }] },
  },
  resource_changes: [{ address: bucket.address, change: { actions: ["no-op"], after: bucket.values } }],
});

describe("the plan of an applied stack", () => {
  const plan = readPlan("prod-state", text);

  it("has the resources that Terraform manages, of modules too", () => {
    expect(plan.resources.map(({ address }) => address)).toEqual(["aws_s3_bucket.one", "module.a.aws_iam_role.one"]);
  });

  it("says nothing of what is empty, which a scanner would take for set", () => {
    expect(plan.resources[0]?.values).toEqual({ bucket: "one" });
    expect(plan.json.resource_changes).toEqual([
      { address: "aws_s3_bucket.one", change: { actions: ["no-op"], after: { bucket: "one" } } },
    ]);
    expect(JSON.parse(JSON.stringify(plan.json))["format_version"]).toBe("1.2");
  });

  it("has its policies by address and argument", () => {
    expect(policiesIn(plan)).toEqual([
      {
        address: "module.a.aws_iam_role.one.assume_role_policy",
        statements: [{ Sid: "One", Effect: "Deny", Action: "*", Resource: "*" }],
      },
    ]);
  });
});
