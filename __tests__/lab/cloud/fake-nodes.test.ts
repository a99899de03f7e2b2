import { describe, expect, it } from "vitest";
import { planClusters } from "../../../src/cluster/cluster-plan";
import { capacityOf } from "../../../src/cluster/node-capacity";
import { parsed, prod } from "../../literals";
import { planNodes, zoneNameOf } from "./fake-nodes";

interface Node {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly providerID: string; readonly taints?: readonly object[] };
}

describe("planNodes", () => {
  const clusters = planClusters(parsed(prod)).map((plan) => planNodes(plan) as readonly Node[]);
  const groupOf = ({ metadata }: Node) => metadata.labels["eks.amazonaws.com/nodegroup"];

  it("makes as many nodes of each group as it starts with", () => {
    const general = (zone: number) => `general-az${zone}`;
    expect(clusters.map((nodes) => nodes.map(groupOf))).toEqual([
      [general(1), general(1), general(2), general(2), general(3), general(3), "monitoring-az1"],
      [general(1), general(1), "monitoring-az1"],
    ]);
  });

  it("gives each a name and an instance of its own", () => {
    for (const nodes of clusters) {
      expect(new Set(nodes.map(({ metadata }) => metadata.name)).size).toBe(nodes.length);
      expect(new Set(nodes.map(({ spec }) => spec.providerID)).size).toBe(nodes.length);
    }
  });

  it("gives a node what its group says, and where it stands", () => {
    const node = clusters[1]?.find((one) => groupOf(one) === "monitoring-az1");
    expect(node?.spec.providerID).toMatch(/^aws:\/\/\/eu-central-1a\/i-[0-9a-f]{17}$/);
    expect(node?.spec.taints).toEqual([{ key: "dedicated", value: "monitoring", effect: "NoSchedule" }]);
    expect(node?.metadata.labels).toMatchObject({
      dedicated: "monitoring",
      "kubernetes.io/arch": "amd64",
      "node.kubernetes.io/instance-type": "r7i.large",
      "topology.kubernetes.io/zone": "eu-central-1a",
      "topology.k8s.aws/zone-id": "euc1-az1",
    });
  });
});

it("names zones as an account sees them", () => {
  expect(zoneNameOf("eu-west-1", "euw1-az3")).toBe("eu-west-1c");
});

it("leaves pods what the kubelet does not keep", () => {
  expect(capacityOf("m7i.large")).toEqual({
    pods: 110,
    milliCpu: 2000,
    allocatableMilliCpu: 1930,
    memoryMiB: 7577,
    allocatableMemoryMiB: 7577 - 1465 - 100,
  });
});
