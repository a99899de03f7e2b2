import { describe, expect, it } from "vitest";
import {
  databaseWith,
  problemsOf,
  problemsOfCluster,
  problemsOfGeneral,
  problemsOfService,
  regionsWith,
} from "../literals";

const role = "arn:aws:iam::111122223333:role";
const administrator = { grant: "administrator", principalArn: `${role}/platform-admin` } as const;
const elsewhere = { database: undefined, cluster: undefined, edge: undefined, services: {} };

describe("what AWS takes is taken", () => {
  it.each(["acme", "sga", "internals", "amazon", "sthree2", "a", "x-aws", "rds", "pg"])(
    "the organization %s",
    (organization) => {
      expect(problemsOf({ organization })).toEqual([]);
    },
  );

  it.each([
    { username: "postgres" },
    { username: "dbadmin" },
    { username: "rdsuser" },
    { name: "postgres" },
    { name: "orders" },
    { username: "pgadmin" },
    { name: "users" },
  ])("the database %j", (change) => {
    expect(problemsOf({ database: { ...databaseWith({}), ...change } })).toEqual([]);
  });

  it.each([
    ["email", "on-call+prod@ops.example.co.uk"],
    ["https", "https://events.pagerduty.com/integration/0123456789abcdef/enqueue"],
    ["https", "https://alerts.example.com:8443/sns?team=platform"],
    ["sqs", "arn:aws:sqs:us-east-1:444455556666:alarms_of-prod"],
    ["lambda", "arn:aws:lambda:eu-west-1:111122223333:function:page-on-call"],
    ["lambda", "arn:aws:lambda:eu-west-1:111122223333:function:page-on-call:live"],
    ["lambda", "arn:aws:lambda:eu-west-1:111122223333:function:page-on-call:$LATEST"],
  ])("%s to %s", (protocol, endpoint) => {
    expect(problemsOf({ alarms: { subscribers: [{ protocol, endpoint }] } })).toEqual([]);
  });

  it.each(["m8i.96xlarge", "c8gn.48xlarge", "r7iz.32xlarge", "t8i.medium", "m9g.large", "m9i.large", "c10g.xlarge"])(
    "nodes of %s, be it newer than the tables",
    (type) => {
      const sizes = { primary: { min: 1, max: 3 }, failover: { min: 1, max: 3 } };
      expect(problemsOfGeneral({ instanceTypes: [type], sizes })).toEqual([]);
    },
  );

  it.each(["db.t3.medium", "db.m5d.24xlarge", "db.m8a.48xlarge", "db.r6idn.32xlarge", "db.m9g.large", "db.r9i.large"])(
    "instances of %s, be they newer than the tables",
    (instanceClass) => {
      const instances = { primary: { instanceClass }, failover: { instanceClass } };
      expect(problemsOf({ database: { ...databaseWith({}), instances } })).toEqual([]);
    },
  );

  it.each([
    ["ap-southeast-6", ["apse6-az1", "apse6-az2", "apse6-az3"]],
    ["us-east-1", ["use1-az4", "use1-az5", "use1-az6"]],
    ["eu-west-2", ["euw2-az2", "euw2-az3", "euw2-az4"]],
    // The next zone of a region may be there by now.
    ["eu-west-1", ["euw1-az1", "euw1-az4"]],
  ])("the region %s with the zones %j", (code, zones) => {
    const regions = regionsWith({ code, zones });
    expect(problemsOf({ regions, ...elsewhere })).toEqual([]);
  });

  it.each([
    [64512, 65534],
    [4_200_000_000, 4_294_967_294],
  ])("transit gateways with the numbers %i and %i", (...amazonSideAsns) => {
    const interconnect = { type: "transit-gateway", amazonSideAsns };
    expect(problemsOf({ interconnect, peers: {} })).toEqual([]);
  });

  it.each([
    { grant: "deployer", namespaces: ["team-*", "shop"] },
    { grant: "deployer", namespaces: ["*-dev", "team-*-prod"] },
    { grant: "reader", namespaces: ["*"] },
    { grant: "reader", namespaces: ["kube-system"] },
    { grant: "groups", groups: ["oidc:platform"] },
  ])("access as %j", (grant) => {
    const access = { platform: administrator, other: { ...grant, principalArn: `${role}/other` } };
    expect(problemsOfCluster({ access })).toEqual([]);
  });

  it.each([
    `${role}/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
    `${role}/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef`,
    `${role}/teams/platform/AWSReserved`,
  ])("the administrator %s", (principalArn) => {
    expect(problemsOfCluster({ access: { platform: { ...administrator, principalArn } } })).toEqual([]);
  });

  it.each([">= 6.28", "~> 6.30", "6.30.0", "= 6.31.0", ">= 6.28, != 6.29.0, < 7", "> 6.28, < 6.40", ">= 6.0"])(
    "the constraint %s",
    (awsProvider) => {
      expect(problemsOf({ terraform: { awsProvider } })).toEqual([]);
    },
  );

  it("a provider that no module takes, where an emulator stands in for AWS", () => {
    const emulator = { endpoints: { s3: "http://127.0.0.1:4566" } };
    expect(problemsOf({ terraform: { awsProvider: "~> 5.0" }, emulator })).toEqual([]);
  });

  it.each(["100.64.0.0/16", "198.18.0.0/16", "172.17.0.0/16", "11.0.0.0/16", "203.0.0.0/16"])("the VPC %s", (cidr) => {
    expect(problemsOf({ regions: regionsWith({ cidr }) })).toEqual([]);
  });

  it.each([
    ["s3:Get*", "arn:aws:s3:::acme-orders/*"],
    ["s3:GetObject*", "arn:aws:s3:::acme-*"],
    ["sts:AssumeRole", "arn:aws:iam::444455556666:role/orders"],
    ["kms:GenerateDataKey*", "arn:aws:kms:{region}:{account}:key/1234"],
    ["kms:ReEncrypt*", "arn:aws:kms:{region}:{account}:key/1234"],
    ["iam:Get*", "arn:aws:iam::{account}:role/orders"],
    ["secretsmanager:Get*", "arn:aws:secretsmanager:{region}:{account}:secret:acme/*"],
    ["dynamodb:Batch*", "arn:aws:dynamodb:{region}:{account}:table/orders/index/*"],
    ["cloudwatch:PutMetricData", "*"],
  ])("the permission %s on %s", (action, resource) => {
    expect(problemsOfService({ permissions: [{ actions: [action], resources: [resource] }] })).toEqual([]);
  });

  it.each([{ names: "x" }, { "cost:center": "a=b" }, { awsAccount: "awsome:x" }, { "ebs.csi.aws.com": "x" }])(
    "the tags %j",
    (tags) => {
      expect(problemsOf({ tags })).toEqual([]);
    },
  );

  it.each([
    [20, 22],
    [59_578, 65_536],
  ])("storage of %i GiB that may grow to %i", (allocatedGiB, maxAllocatedGiB) => {
    expect(problemsOf({ database: databaseWith({ storage: { allocatedGiB, maxAllocatedGiB } }) })).toEqual([]);
  });
});
