import { describe, expect, it } from "vitest";
import { accessEntries } from "../../src/cluster/access-entries";
import type { Cluster } from "../../src/cluster/node-group-plan";

type Access = Cluster["access"][string];

const principalArn = "arn:aws:iam::111122223333:role/somebody";
const entriesOf = (access: Cluster["access"], partition = "aws") => accessEntries({ access } as Cluster, partition);

const association = (policy: string, access_scope: object) => ({
  policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
  access_scope,
});

describe("the access entry of", () => {
  it.each<[string, Access, object]>([
    [
      "an administrator",
      { grant: "administrator", principalArn },
      { policy_associations: { admin: association("AmazonEKSClusterAdminPolicy", { type: "cluster" }) } },
    ],
    [
      "a deployer",
      { grant: "deployer", principalArn, namespaces: ["shop", "billing"] },
      {
        policy_associations: {
          edit: association("AmazonEKSEditPolicy", { type: "namespace", namespaces: ["shop", "billing"] }),
        },
      },
    ],
    [
      "a reader of everything",
      { grant: "reader", principalArn },
      { policy_associations: { view: association("AmazonEKSViewPolicy", { type: "cluster" }) } },
    ],
    [
      "a reader of some namespaces",
      { grant: "reader", principalArn, namespaces: ["shop"] },
      {
        policy_associations: {
          view: association("AmazonEKSViewPolicy", { type: "namespace", namespaces: ["shop"] }),
        },
      },
    ],
    [
      "groups, to which RBAC alone gives rights",
      { grant: "groups", principalArn, groups: ["operators", "debuggers"] },
      { kubernetes_groups: ["operators", "debuggers"] },
    ],
    [
      "a group whose name Terraform would take for a reference",
      { grant: "groups", principalArn, groups: ["oidc:%{team}"] },
      { kubernetes_groups: ["oidc:%%{team}"] },
    ],
  ])("%s", (_, access, rights) => {
    expect(entriesOf({ somebody: access })).toEqual({ somebody: { principal_arn: principalArn, ...rights } });
  });

  it("each has its own name, whatever the others are", () => {
    const other = "arn:aws:iam::111122223333:role/other";
    const entries = entriesOf({
      b: { grant: "reader", principalArn },
      a: { grant: "groups", principalArn: other, groups: ["g"] },
    });
    expect(Object.entries(entries).map(([name, { principal_arn }]) => [name, principal_arn])).toEqual([
      ["b", principalArn],
      ["a", other],
    ]);
  });

  it("names the policies of its partition", () => {
    const [entry] = Object.values(entriesOf({ somebody: { grant: "reader", principalArn } }, "aws-us-gov"));
    expect(entry?.policy_associations?.["view"]?.policy_arn).toBe(
      "arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    );
  });
});
