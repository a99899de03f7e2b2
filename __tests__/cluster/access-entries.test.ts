import { describe, expect, it } from "vitest";
import { accessEntries } from "../../src/cluster/access-entries";
import type { Cluster } from "../../src/cluster/node-group-plan";

type Access = Cluster["access"][number];

const principalArn = "arn:aws:iam::111122223333:role/somebody";
const entriesOf = (access: readonly Access[], partition = "aws") => accessEntries({ access } as Cluster, partition);

const association = (policy: string, access_scope: object) => ({
  policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
  access_scope,
});

describe("the access entry of", () => {
  it.each<[string, Access, object]>([
    [
      "an administrator",
      { grant: "administrator", name: "somebody", principalArn },
      { policy_associations: { admin: association("AmazonEKSClusterAdminPolicy", { type: "cluster" }) } },
    ],
    [
      "a deployer",
      { grant: "deployer", name: "somebody", principalArn, namespaces: ["shop", "billing"] },
      {
        policy_associations: {
          edit: association("AmazonEKSEditPolicy", { type: "namespace", namespaces: ["shop", "billing"] }),
        },
      },
    ],
    [
      "a reader of everything",
      { grant: "reader", name: "somebody", principalArn },
      { policy_associations: { view: association("AmazonEKSViewPolicy", { type: "cluster" }) } },
    ],
    [
      "a reader of some namespaces",
      { grant: "reader", name: "somebody", principalArn, namespaces: ["shop"] },
      {
        policy_associations: {
          view: association("AmazonEKSViewPolicy", { type: "namespace", namespaces: ["shop"] }),
        },
      },
    ],
    [
      "groups, to which RBAC alone gives rights",
      { grant: "groups", name: "somebody", principalArn, groups: ["operators", "debuggers"] },
      { kubernetes_groups: ["operators", "debuggers"] },
    ],
  ])("%s", (_, access, rights) => {
    expect(entriesOf([access])).toEqual({ somebody: { principal_arn: principalArn, ...rights } });
  });

  it("each has its own name, whatever the others are", () => {
    const other = "arn:aws:iam::111122223333:role/other";
    const entries = entriesOf([
      { grant: "reader", name: "b", principalArn },
      { grant: "groups", name: "a", principalArn: other, groups: ["g"] },
    ]);
    expect(Object.entries(entries).map(([name, { principal_arn }]) => [name, principal_arn])).toEqual([
      ["b", principalArn],
      ["a", other],
    ]);
  });

  it("names the policies of its partition", () => {
    const [entry] = Object.values(entriesOf([{ grant: "reader", name: "somebody", principalArn }], "aws-us-gov"));
    expect(entry?.policy_associations?.["view"]?.policy_arn).toBe(
      "arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    );
  });
});
