import { describe, expect, it } from "vitest";
import {
  controllerRoleName,
  databaseNames,
  interconnectName,
  regionNames,
  secretPath,
  serviceRoleName,
} from "../../src/stack/names";
import { parsed, problemsOf, prod } from "../literals";

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
  const noCluster = { cluster: undefined, services: {} };

  // `-prod-euw1-111122223333-tfstate` is 31 characters long; S3 takes 63.
  const tooLong = (characters: number, region: string, shortCode: string) => ({
    path: "name",
    got: `"${"a".repeat(32 + characters)}-prod-${shortCode}-111122223333-tfstate" (${63 + characters} characters) as stateBucket in ${region}`,
    expected: "at most 63 characters",
    fix: `shorten organization or name by ${characters} characters`,
  });

  it("is refused in both regions where AWS would refuse it at apply", () => {
    expect(problemsOf({ organization: "a".repeat(36), ...noCluster })).toEqual([
      tooLong(4, "eu-west-1", "euw1"),
      tooLong(4, "eu-central-1", "euc1"),
    ]);
  });

  it("is refused for a single character too much", () => {
    const [problem] = problemsOf({ organization: "a".repeat(33), ...noCluster });
    expect(problem?.fix).toBe("shorten organization or name by 1 character");
  });

  it("is the prefix's where the file has one", () => {
    const state = { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "a".repeat(38) };
    const tooLongPrefix = (region: string, shortCode: string) => ({
      path: "state.bucketPrefix",
      got: `"${"a".repeat(38)}-${shortCode}-111122223333-tfstate" (64 characters) as stateBucket in ${region}`,
      expected: "at most 63 characters",
      fix: "shorten state.bucketPrefix by 1 character",
    });
    expect(problemsOf({ state })).toEqual([tooLongPrefix("eu-west-1", "euw1"), tooLongPrefix("eu-central-1", "euc1")]);
  });

  it("leaves room for 99 instances of a database", () => {
    const change = {
      organization: "a".repeat(42),
      state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" },
    };
    // `-prod-euw1-postgres` is 19 characters long, RDS takes 63 with the generation.
    expect(problemsOf(change).map(({ got }) => got)).toContain(
      `"${"a".repeat(42)}-prod-euw1-postgres" (61 characters) as database in eu-west-1`,
    );
  });

  it("does not count names of a database where there is none", () => {
    const change = {
      organization: "a".repeat(40),
      database: undefined,
      state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" },
      ...noCluster,
    };
    expect(problemsOf(change)).toEqual([]);
  });

  // `-prod-euw1-alarms` is 17 characters long, SNS takes 256.
  it("counts the name of a topic only where somebody is told", () => {
    const change = { organization: "a".repeat(240), ...noCluster, database: undefined };
    const ofTopic = (problems: ReturnType<typeof problemsOf>) =>
      problems.filter(({ got }) => got.includes(" as alarmTopic in ")).map(({ fix }) => fix);
    const accepted = { accepted: "no-alarms", because: "a test" };
    expect(ofTopic(problemsOf(change))).toEqual(Array(2).fill("shorten organization or name by 1 character"));
    expect(ofTopic(problemsOf({ ...change, alarms: accepted }))).toEqual([]);
  });

  it.each([
    ["clusterRole", 47, "-prod-euw1-cluster"],
    ["nodeRole", 50, "-prod-euw1-node"],
  ])("counts the %s of a cluster, and only where there is one", (kind, longest, rest) => {
    const change = (length: number) => ({
      organization: "a".repeat(length),
      state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" },
    });
    const ofKind = (problems: ReturnType<typeof problemsOf>) =>
      problems.filter(({ got }) => got.endsWith(` as ${kind} in eu-west-1`));
    expect(ofKind(problemsOf(change(longest)))).toEqual([
      {
        path: "name",
        got: `"${"a".repeat(longest)}${rest}" (65 characters) as ${kind} in eu-west-1`,
        expected: "at most 64 characters",
        fix: "shorten organization or name by 1 character",
      },
    ]);
    expect(ofKind(problemsOf(change(longest - 1)))).toEqual([]);
    expect(ofKind(problemsOf({ ...change(longest), ...noCluster }))).toEqual([]);
  });

  it("may be just as long as AWS takes", () => {
    expect(problemsOf({ organization: "a".repeat(32), ...noCluster })).toEqual([]);
  });

  it("is refused for roles too, where buckets are named otherwise", () => {
    const change = {
      organization: "a".repeat(45),
      state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" },
    };
    const roles = problemsOf(change).filter(({ got }) => got.includes(" as flowLogRole in "));
    const got = (region: string, shortCode: string) =>
      `"${"a".repeat(45)}-prod-${shortCode}-flow-logs" (65 characters) as flowLogRole in ${region}`;
    const limit = {
      path: "name",
      expected: "at most 64 characters",
      fix: "shorten organization or name by 1 character",
    };
    expect(roles).toEqual([
      { ...limit, got: got("eu-west-1", "euw1") },
      { ...limit, got: got("eu-central-1", "euc1") },
    ]);
  });
});
