import { describe, expect, it } from "vitest";
import { stateBucketStatements } from "../../modules/state-bucket/state-bucket";
import { simulate } from "./policy-simulator";

const key = "arn:aws:kms:eu-west-1:111122223333:key/state";
const statements = stateBucketStatements("aws", "acme-tfstate", key);
const sse = "s3:x-amz-server-side-encryption";
const keyId = `${sse}-aws-kms-key-id`;

/** What the bucket says to a write over TLS with these headers. The bucket allows nothing itself: IAM does. */
const write = (headers: Readonly<Record<string, string>>) =>
  simulate(statements, {
    action: "s3:PutObject",
    resource: "arn:aws:s3:::acme-tfstate/prod/prod-state.tfstate",
    context: { "aws:SecureTransport": "true", ...headers },
  });

describe("the policy of a state bucket", () => {
  // Terraform's backend names none, for state and for locks: the default of the bucket applies.
  it("lets writes pass that name no encryption", () => {
    expect(write({})).toBe("not allowed");
  });

  it("lets writes pass that name the bucket's own key", () => {
    expect(write({ [sse]: "aws:kms", [keyId]: key })).toBe("not allowed");
  });

  it.each([
    ["AES256", { [sse]: "AES256" }],
    ["two layers of KMS", { [sse]: "aws:kms:dsse", [keyId]: key }],
    ["the AWS managed key, which KMS without a key means", { [sse]: "aws:kms" }],
    ["another key", { [sse]: "aws:kms", [keyId]: `${key}s` }],
    ["a key of the caller", { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" }],
  ])("refuses writes with %s", (_, headers) => {
    expect(write(headers)).toBe("denied");
  });

  it.each(["s3:GetObject", "s3:PutObject", "s3:DeleteObjectVersion"])("refuses %s over plain HTTP", (action) => {
    const resource = "arn:aws:s3:::acme-tfstate/prod/prod-state.tfstate";
    expect(simulate(statements, { action, resource, context: { "aws:SecureTransport": "false" } })).toBe("denied");
  });
});
