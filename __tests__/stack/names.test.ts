import { describe, expect, it } from "vitest";
import { findLongNames } from "../../src/stack/name-checks";
import {
  acceleratorName,
  controllerRoleName,
  databaseNames,
  interconnectName,
  regionNames,
  secretPath,
  serviceRoleName,
} from "../../src/stack/names";
import { parsed, problemsOf, prod, unreached } from "../literals";

const environment = parsed(prod);
const nameOf = (code: string) => regionNames(environment, { code });

describe("regionNames", () => {
  it("carry organization, environment and the region's short code", () => {
    expect(nameOf("eu-west-1")).toMatchObject({
      vpc: "acme-prod-euw1",
      flowLogRole: "acme-prod-euw1-flow-logs",
      flowLogPolicy: "acme-prod-euw1-flow-logs",
      flowLogGroupSuffix: "acme-prod-euw1",
      logKeyAlias: "alias/acme-prod-euw1-logs",
      endpointSecurityGroup: "acme-prod-euw1-vpc-endpoints",
      stateBucket: "acme-prod-euw1-111122223333-tfstate",
      stateKeyAlias: "alias/acme-prod-euw1-tfstate",
      transitGateway: "acme-prod-euw1",
      database: "acme-prod-euw1-postgres",
      databaseMonitoringRole: "acme-prod-euw1-rds-monitoring",
      dataKeyAlias: "alias/acme-prod-euw1-data",
      alarmTopic: "acme-prod-euw1-alarms",
      alarmKeyAlias: "alias/acme-prod-euw1-alarms",
      cluster: "acme-prod-euw1",
      clusterRole: "acme-prod-euw1-cluster",
      clusterEncryptionPolicy: "acme-prod-euw1-cluster-encryption",
      clusterKeyAlias: "alias/acme-prod-euw1-cluster",
      nodeRole: "acme-prod-euw1-node",
      frontDoor: "acme-prod-euw1-front-door",
      regionTargets: "acme-prod-euw1-region",
      firewallLogGroup: "aws-waf-logs-acme-prod-euw1",
      accessLogBucket: "acme-prod-euw1-111122223333-access-logs",
      edgeLogBucket: "acme-prod-euw1-111122223333-edge-logs",
    });
  });

  it("are never the same in two regions, because some are global", () => {
    const other = nameOf("eu-central-1");
    for (const [kind, name] of Object.entries(nameOf("eu-west-1")))
      expect(Object.entries(other)).not.toContainEqual([kind, name]);
  });
});

describe("the roles of service accounts", () => {
  const region = { code: "eu-central-1" };

  it("carry the region, and services a part that no controller has", () => {
    expect(controllerRoleName(environment, region, "cert-manager")).toBe("acme-prod-euc1-cert-manager");
    expect(serviceRoleName(environment, region, "cert-manager")).toBe("acme-prod-euc1-svc-cert-manager");
  });
});

it("secrets stand below organization and environment", () => {
  expect(secretPath(environment)).toBe("acme/prod");
});

it("the accelerator belongs to no region", () => {
  expect(acceleratorName(environment)).toBe("acme-prod");
});

it("the connection between both regions carries neither of them", () => {
  expect(interconnectName(environment)).toBe("acme-prod-interconnect");
});

it("what a program reads of the database is named the same in both regions", () => {
  const { credentialsSecret, ...names } = databaseNames(environment);
  expect(names).toEqual({ subnetGroup: "acme-prod-postgres", parameterPath: "/acme/prod/database" });
  expect(credentialsSecret(2)).toBe("acme/prod/database/credentials-2");
});

describe("the length of composed names", () => {
  /** The roles of the cluster's controllers are longer than any name below. */
  const noCluster = { cluster: undefined, edge: undefined, services: {} };
  const ownBuckets = { state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" } } as const;

  // `-prod-euw1-111122223333-tfstate` is 31 characters long; S3 takes 63.
  it.each([
    [33, "1 character"],
    [36, "4 characters"],
  ])("is refused where AWS would refuse it at apply: an organization of %i", (length, excess) => {
    expect(problemsOf({ organization: "a".repeat(length), ...noCluster })).toEqual([
      {
        path: "name",
        got: `"${"a".repeat(length)}-prod-euw1-111122223333-tfstate" (${length + 31} characters) as stateBucket in eu-west-1`,
        expected: "at most 63 characters",
        fix: `shorten organization or name by ${excess}`,
      },
    ]);
  });

  it("may be just as long as AWS takes", () => {
    expect(problemsOf({ organization: "a".repeat(32), ...noCluster })).toEqual([]);
  });

  it("is one problem, that of the name with the most to shorten, whatever else is too long", () => {
    expect(problemsOf({ organization: "a".repeat(60), ...ownBuckets, ...noCluster }).map(({ got }) => got)).toEqual([
      `"${"a".repeat(60)}-prod-euw1-rds-monitoring" (85 characters) as databaseMonitoringRole in eu-west-1`,
    ]);
  });

  it("is the prefix's where the file has one", () => {
    const problemsWith = (length: number, change: object) =>
      problemsOf({ ...change, state: { ...ownBuckets.state, bucketPrefix: "a".repeat(length) } });
    const problem = (length: number, suffix: string, kind: string) => ({
      path: "state.bucketPrefix",
      got: `"${"a".repeat(length)}-euw1-111122223333-${suffix}" (64 characters) as ${kind} in eu-west-1`,
      expected: "at most 63 characters",
      fix: "shorten state.bucketPrefix by 1 character",
    });
    expect(problemsWith(38, { ...unreached })).toEqual([problem(38, "tfstate", "stateBucket")]);
    expect(problemsWith(34, {})).toEqual([problem(34, "access-logs", "accessLogBucket")]);
  });

  // RDS takes 63 with the generation, `-99`; SNS 256, IAM 64, KMS 256, EC2 255.
  it.each([
    ["database", "postgres", 60],
    ["databaseMonitoringRole", "rds-monitoring", 64],
    ["flowLogRole", "flow-logs", 64],
    ["clusterRole", "cluster", 64],
    ["nodeRole", "node", 64],
    ["role of aws-load-balancer-controller", "aws-load-balancer-controller", 64],
    ["alarmTopic", "alarms", 256],
    ["endpointSecurityGroup", "vpc-endpoints", 255],
  ])("of a %s is refused in both regions for a character too much", (kind, rest, limit) => {
    const longest = limit - `-prod-euw1-${rest}`.length;
    const longNames = (length: number) =>
      findLongNames({ ...environment, organization: "a".repeat(length) })
        .filter((long) => long.kind === kind)
        .map(({ regionCode, name, limit: most }) => ({ regionCode, length: name.length, most }));
    expect(longNames(longest)).toEqual([]);
    expect(longNames(longest + 1)).toEqual(
      ["eu-west-1", "eu-central-1"].map((regionCode) => ({ regionCode, length: limit + 1, most: limit })),
    );
  });

  it.each([
    ["a database", { database: undefined }, ["database", "databaseMonitoringRole", "dataKeyAlias"]],
    [
      "a cluster",
      { cluster: undefined },
      [
        "cluster",
        "clusterEncryptionPolicy",
        "clusterKeyAlias",
        "clusterRole",
        "imageCacheRole",
        "imageKeyAlias",
        "nodeRole",
        "role of aws-load-balancer-controller",
      ],
    ],
    ["an edge", { edge: undefined }, ["accessLogBucket", "edgeLogBucket", "firewallLogGroup", "frontDoorKeyAlias"]],
    [
      "somebody to tell",
      { alarms: { accepted: "no-alarms", because: "a test" } as const },
      ["alarmKeyAlias", "alarmTopic"],
    ],
  ])("does not count names of %s where there is none", (_, change, kinds) => {
    const named = { ...environment, organization: "a".repeat(600) };
    const kindsOf = (of: typeof named) => new Set(findLongNames(of).map(({ kind }) => kind));
    expect([...kindsOf(named)].filter((kind) => !kindsOf({ ...named, ...change }).has(kind)).toSorted()).toEqual(
      kinds.toSorted(),
    );
  });
});
