import { describe, expect, it } from "vitest";
import { problemsOf, prod } from "../literals";
import { small } from "./clusters";

const monitoringTaint = { key: "dedicated", value: "monitoring", effect: "NoSchedule" };

describe("the taints of a node group", () => {
  const intolerable = (i: number, got: string) => ({
    path: `cluster.nodeGroups.batch.taints[${i}]`,
    got: `${got}, which nothing tolerates`,
    expected: "dedicated=monitoring:NoSchedule, or a taint that a service tolerates",
    fix: "correct the taint, or add it to the tolerations of the services that are to run there",
  });
  const batch = { key: "dedicated", value: "batch", effect: "NoSchedule" };
  const problemsWith = (taints: readonly object[], tolerations: readonly object[] = []) =>
    problemsOf({
      cluster: { ...prod.cluster, nodeGroups: { ...prod.cluster?.nodeGroups, batch: { ...small, taints } } },
      services: { reports: { namespace: "backoffice", tolerations } },
    });

  it.each([
    ["another key", { ...batch, key: "dedicatd" }, "dedicatd=batch:NoSchedule"],
    ["another value", { ...batch, value: "bach" }, "dedicated=bach:NoSchedule"],
    ["no value", { key: "dedicated", effect: "NoSchedule" }, "dedicated=:NoSchedule"],
    ["another effect", { ...batch, effect: "NoExecute" }, "dedicated=batch:NoExecute"],
  ])("are tolerated by somebody: not with %s", (_, taint, got) => {
    expect(problemsWith([taint], [batch])).toContainEqual(intolerable(0, got));
  });

  it("are each tolerated by somebody", () => {
    expect(problemsWith([batch, { ...batch, effect: "NoExecute" }])).toEqual([
      intolerable(0, "dedicated=batch:NoSchedule"),
      intolerable(1, "dedicated=batch:NoExecute"),
    ]);
  });

  it("may be what a service or a part of the platform tolerates", () => {
    expect(problemsWith([batch], [batch])).toEqual([]);
    expect(problemsWith([monitoringTaint])).toEqual([]);
  });

  it("are what services tolerate: a toleration of no taint is a mistake", () => {
    expect(problemsWith([batch], [batch, { ...batch, value: "bach" }])).toEqual([
      {
        path: "services.reports.tolerations[1]",
        got: "dedicated=bach:NoSchedule, a taint that no node group has",
        expected: "one of dedicated=monitoring:NoSchedule, dedicated=batch:NoSchedule",
        fix: "correct the toleration, or give the taint to the node group that the service is to run on",
      },
    ]);
  });

  it("are looked for among none where no node group has any", () => {
    const nodeGroups = { general: { ...prod.cluster?.nodeGroups["general"] } };
    const services = { reports: { namespace: "backoffice", tolerations: [batch] } };
    expect(problemsOf({ cluster: { ...prod.cluster, nodeGroups }, services })).toMatchObject([
      { path: "services.reports.tolerations[0]", expected: "no toleration: no node group has a taint" },
    ]);
  });

  // Terraform gets one taint by key and effect, so the first of two values is lost without a word; EKS takes no two.
  it("have every key and effect once", () => {
    const team = { ...batch, key: "team" };
    const all = [team, batch, { ...batch, effect: "NoExecute" }, { ...batch, value: "reports" }];
    expect(problemsWith(all, all)).toEqual([
      {
        path: "cluster.nodeGroups.batch.taints[3]",
        got: "dedicated with effect NoSchedule, as in cluster.nodeGroups.batch.taints[1]",
        expected: "every key and effect once",
        fix: "remove one of the two: a node has one value for them",
      },
    ]);
  });
});
