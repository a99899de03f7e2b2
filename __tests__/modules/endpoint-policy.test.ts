import { describe, expect, it } from "vitest";
import { endpointStatements } from "../../modules/endpoint-policy/endpoint-policy";
import { type SimulatedRequest, simulate } from "./policy-simulator";

const through = (service: string, request: SimulatedRequest) =>
  simulate(endpointStatements(service, { partition: "aws", accountIds: ["111122223333", "444455556666"] }), request);
const by = (accountId: string) => ({ "aws:PrincipalAccount": accountId });
const object = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer";

describe("the endpoint of a service", () => {
  it.each(["s3", "sts", "ecr.dkr", "secretsmanager"])("of %s serves identities of the named accounts", (service) => {
    for (const account of ["111122223333", "444455556666"])
      expect(through(service, { action: "ec2:DescribeVpcs", context: by(account) })).toBe("allowed");
  });

  it("of ECR lets nodes pull through, and make the repository of a first copy", () => {
    for (const action of ["ecr:BatchGetImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"])
      for (const service of ["ecr.api", "ecr.dkr"]) {
        expect(through(service, { action, context: by("111122223333") })).toBe("allowed");
        expect(through(service, { action, context: by("777788889999") })).toBe("not allowed");
      }
  });

  it.each<[string, SimulatedRequest]>([
    ["s3", { action: "s3:PutObject", resource: "arn:aws:s3:::thief/loot", context: by("777788889999") }],
    ["s3", { action: "s3:PutObject", resource: "arn:aws:s3:::thief/loot" }],
    ["s3", { action: "s3:ListBucket", resource: "arn:aws:s3:::thief" }],
    ["secretsmanager", { action: "secretsmanager:PutSecretValue", context: by("777788889999") }],
    [
      "sts",
      { action: "sts:AssumeRole", resource: "arn:aws:iam::777788889999:role/thief", context: by("777788889999") },
    ],
  ])("of %s does nothing for strangers: %j", (service, request) => {
    expect(through(service, request)).toBe("not allowed");
  });

  // ECR signs the URLs of layers itself, and registry.k8s.io does not sign its own.
  it.each([by("777788889999"), {}])("of S3 hands out objects, which images are made of, to anyone: %j", (context) => {
    expect(through("s3", { action: "s3:GetObject", resource: object, context })).toBe("allowed");
  });

  it("of STS gives roles to pods, which have no identity before", () => {
    const take = (resource: string) => through("sts", { action: "sts:AssumeRoleWithWebIdentity", resource });
    expect(take("arn:aws:iam::111122223333:role/platform/acme-orders")).toBe("allowed");
    expect(take("arn:aws:iam::444455556666:role/shared")).toBe("allowed");
    expect(take("arn:aws:iam::777788889999:role/thief")).toBe("not allowed");
  });
});
