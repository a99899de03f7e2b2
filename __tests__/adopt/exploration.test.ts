import { describe, expect, it } from "vitest";
import { askable, explore, idsIn, isUnheardOf } from "../../src/adopt/exploration";
import type { PlannedResource } from "../../src/adopt/planned-resource";
import { answeringAws, ownTags, planned, standing, tagList } from "./planned";

const explored = (resources: readonly PlannedResource[], answers: Readonly<Record<string, unknown>>) =>
  explore(askable(resources), idsIn(resources), answeringAws(answers));

const vpcs = (...ids: readonly string[]) => ({
  "ec2 describe-vpcs": {
    Vpcs: ids.map((VpcId) => ({ VpcId, State: "available", CidrBlock: "10.0.0.0/16", Tags: tagList(ownTags) })),
  },
});
const vpc = { cidr_block: "10.0.0.0/16", tags_all: ownTags };
const database = (DBInstanceStatus: string) => ({
  "rds describe-db-instances": { DBInstances: [{ DBInstanceIdentifier: "acme-1", DBInstanceStatus }] },
});

describe("explore", () => {
  it("imports what exists and would be created", async () => {
    expect(await explored([planned("aws_vpc", vpc)], vpcs("vpc-1"))).toEqual({
      imports: [{ to: "aws_vpc.one", id: "vpc-1" }],
      problems: [],
      twins: [],
    });
  });

  it("does not ask for what it cannot find yet, for what stays and has a name, nor for what is to be destroyed", () => {
    const resources = [
      planned("aws_subnet", { vpc_id: undefined, cidr_block: "10.0.1.0/24" }),
      standing("aws_iam_role", "acme", { name: "acme" }),
      { ...standing("aws_vpc", "vpc-1", vpc), actions: ["delete"] },
      planned("aws_cloudwatch_dashboard"),
    ];
    expect(askable(resources)).toEqual([]);
  });

  it("waits for what is still being made", async () => {
    const { problems } = await explored([planned("aws_db_instance", { identifier: "acme-1" })], database("creating"));
    expect(problems).toEqual([
      {
        path: "aws_db_instance.one",
        got: "acme-1 is creating",
        expected: "available or storage-optimization",
        fix: "wait for it, then run this again; delete it only if it is its creation that failed",
      },
    ]);
  });

  it("has another way where waiting is none", async () => {
    const secret = { ARN: "arn:secret:acme-x1", DeletedDate: 1 };
    const { problems } = await explored([planned("aws_secretsmanager_secret", { name: "acme" })], {
      "secretsmanager describe-secret": secret,
    });
    expect(problems).toEqual([
      {
        path: "aws_secretsmanager_secret.one",
        got: "arn:secret:acme-x1 is scheduled for deletion",
        expected: "kept",
        fix: "restore it: aws secretsmanager restore-secret; then run this again",
      },
    ]);
  });

  it("takes what has settled, in whatever letters AWS writes that", async () => {
    const resource = planned("aws_db_instance", { identifier: "acme-1" });
    expect((await explored([resource], database("Available"))).problems).toEqual([]);
  });

  it("decides nothing where there are two", async () => {
    const { problems } = await explored([planned("aws_vpc", vpc)], vpcs("vpc-1", "vpc-2"));
    expect(problems).toEqual([
      {
        path: "aws_vpc.one",
        got: "vpc-1, vpc-2",
        expected: "one thing in AWS that it may be",
        fix: "find out which of them is in use, and delete the others",
      },
    ]);
  });

  it("tells of a second one beside the one in the state", async () => {
    const { imports, problems, twins } = await explored([standing("aws_vpc", "vpc-2", vpc)], vpcs("vpc-1", "vpc-2"));
    expect({ imports, problems, twins }).toEqual({
      imports: [],
      problems: [],
      twins: ["vpc-1 looks like aws_vpc.one, which is vpc-2, and is in no state: look at it"],
    });
  });

  it("finds the twin of a node group, whose name is new each time", async () => {
    const [old, fresh] = ["general-az1-20261125091711324800000017", "general-az1-20261126091711324800000017"];
    const values = { cluster_name: "acme", node_group_name: fresh, node_group_name_prefix: "general-az1-" };
    const describedAs = (name: string) => ({
      [`eks describe-nodegroup --cluster-name acme --nodegroup-name ${name}`]: {
        nodegroup: { clusterName: "acme", nodegroupName: name, status: "ACTIVE" },
      },
    });
    const { twins } = await explored([standing("aws_eks_node_group", `acme:${fresh}`, values)], {
      "eks list-nodegroups": { nodegroups: [old, fresh] },
      ...describedAs(old),
      ...describedAs(fresh),
    });
    expect(twins).toEqual([
      `acme:${old} looks like aws_eks_node_group.one, which is acme:${fresh}, and is in no state: look at it`,
    ]);
  });

  it("does not take what the state has under another address", async () => {
    const resources = [
      planned("aws_vpc", vpc),
      { ...standing("aws_vpc", "vpc-1"), address: "aws_vpc.old", actions: ["delete"] },
    ];
    expect((await explored(resources, vpcs("vpc-1"))).imports).toEqual([]);
  });

  it("does not give one thing to two resources", async () => {
    const resources = [planned("aws_vpc", vpc), { ...planned("aws_vpc", vpc), address: "aws_vpc.two" }];
    const { problems } = await explored(resources, vpcs("vpc-1"));
    expect(problems.map(({ path, got }) => [path, got])).toEqual([
      ["aws_vpc.one", "vpc-1, which is aws_vpc.two as well"],
      ["aws_vpc.two", "vpc-1, which is aws_vpc.one as well"],
    ]);
  });
});

describe("isUnheardOf", () => {
  it.each([
    ["a type that nobody has decided on", planned("aws_athena_workgroup"), true],
    ["one with a finder", planned("aws_vpc"), false],
    ["one that is left to create", planned("aws_cloudwatch_dashboard"), false],
    ["one that stays", standing("aws_athena_workgroup", "a"), false],
  ])("%s", (_, resource, expected) => {
    expect(isUnheardOf(resource)).toBe(expected);
  });
});
