import { describe, expect, it } from "vitest";
import { findTolerationFlaws } from "../../src/helm/toleration-flaws";

const taint = { key: "dedicated", value: "monitoring", effect: "NoSchedule" } as const;

describe("tolerations in values", () => {
  it.each([
    { key: "dedicated", value: "monitoring", effect: "NoSchedule" },
    { key: "dedicated", operator: "Equal", value: "monitoring" },
    { key: "dedicated", operator: "Exists" },
    { operator: "Exists" },
    { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
    { key: "CriticalAddonsOnly", operator: "Exists" },
  ])("may be %j", (toleration) => {
    expect(findTolerationFlaws({ webhook: { tolerations: [toleration] } }, [taint])).toEqual([]);
  });

  it.each([
    { key: "dedicatd", operator: "Exists" },
    { key: "dedicated", value: "monitor", effect: "NoSchedule" },
    { key: "dedicated", value: "monitoring", effect: "NoExecute" },
    { key: "dedicated", effect: "NoSchedule" },
    { operator: "Equal", value: "monitoring" },
  ])("must match a taint: %j", (toleration) => {
    expect(findTolerationFlaws({ a: [{ tolerations: [toleration] }] }, [taint])).toEqual([
      {
        path: ["a", 0, "tolerations", 0],
        got: JSON.stringify(toleration),
        expected: "a toleration of a taint: dedicated=monitoring:NoSchedule",
        fix: "correct the toleration, or add the taint to a node group of cluster.nodeGroups",
      },
    ]);
  });

  it("are useless where no node group has a taint", () => {
    expect(findTolerationFlaws({ tolerations: [{ key: "a", operator: "Exists" }] }, [])).toMatchObject([
      { expected: "no toleration: no node group has a taint" },
    ]);
  });
});
