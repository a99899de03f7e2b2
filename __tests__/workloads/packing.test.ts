import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NodeKind, pack } from "../../src/workloads/packing";

const node: NodeKind = { count: 3, cpuMillis: 3650, memoryMiB: 13_000, pods: 105 };

describe("nodes", () => {
  it.each([
    ["by their processors", { count: 7, cpuMillis: 1500, memoryMiB: 1024 }, 1],
    ["by their memory", { count: 4, cpuMillis: 100, memoryMiB: 8192 }, 1],
    ["by their number", { count: 316, cpuMillis: 1, memoryMiB: 1 }, 1],
    ["without anything left over", { count: 6, cpuMillis: 1500, memoryMiB: 1024 }, 0],
    ["that are too small for any", { count: 2, cpuMillis: 4000, memoryMiB: 1 }, 2],
  ])("take pods %s", (_, pods, unplaced) => {
    expect(pack([node], pods).unplaced).toBe(unplaced);
  });

  it("keep the room that pods left", () => {
    expect(pack([node], { count: 3, cpuMillis: 1500, memoryMiB: 1000 }).nodes).toEqual([
      { count: 1, cpuMillis: 650, memoryMiB: 11_000, pods: 103 },
      { count: 1, cpuMillis: 2150, memoryMiB: 12_000, pods: 104 },
      { ...node, count: 1 },
    ]);
  });

  const whole = (max: number) => fc.integer({ min: 1, max });
  const kinds = fc.array(
    fc.record({ count: whole(9), cpuMillis: whole(9000), memoryMiB: whole(9000), pods: whole(20) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const demand = fc.record({ count: whole(200), cpuMillis: whole(3000), memoryMiB: whole(3000) });
  const total = (nodes: readonly NodeKind[], what: Exclude<keyof NodeKind, "count">) =>
    nodes.reduce((sum, one) => sum + one.count * one[what], 0);

  it("lose exactly what the placed pods request, and none is overfull or lost", () => {
    fc.assert(
      fc.property(kinds, demand, (nodes, pods) => {
        const { nodes: after, unplaced } = pack(nodes, pods);
        const placed = pods.count - unplaced;
        expect(total(nodes, "cpuMillis") - total(after, "cpuMillis")).toBe(placed * pods.cpuMillis);
        expect(total(nodes, "memoryMiB") - total(after, "memoryMiB")).toBe(placed * pods.memoryMiB);
        expect(total(nodes, "pods") - total(after, "pods")).toBe(placed);
        expect(after.every((one) => one.cpuMillis >= 0 && one.memoryMiB >= 0 && one.pods >= 0)).toBe(true);
        const count = (list: readonly NodeKind[]) => list.reduce((sum, one) => sum + one.count, 0);
        expect(count(after)).toBe(count(nodes));
      }),
    );
  });

  it("leave a pod over only where no node has room for one", () => {
    fc.assert(
      fc.property(kinds, demand, (nodes, pods) => {
        const { nodes: after, unplaced } = pack(nodes, pods);
        const hasRoom = after.some(
          (one) => one.pods > 0 && one.cpuMillis >= pods.cpuMillis && one.memoryMiB >= pods.memoryMiB,
        );
        if (unplaced > 0) expect(hasRoom).toBe(false);
      }),
    );
  });
});
