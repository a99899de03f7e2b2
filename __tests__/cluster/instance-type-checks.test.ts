import { describe, expect, it } from "vitest";
import { problemsOfGeneral } from "../literals";

const at = "cluster.nodeGroups.general";

describe("each instance type", () => {
  it("is named once", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m6i.xlarge", "m7i.xlarge"] })).toEqual([
      {
        path: `${at}.instanceTypes[2]`,
        got: '"m7i.xlarge", a second time',
        expected: "every name once",
        fix: "remove it",
      },
    ]);
  });

  it.each([
    [["m7i.xlarge"], 110, 111],
    [["m7i.8xlarge"], 250, 251],
  ])("runs as many pods as EKS lets it, and no more: %j", (instanceTypes, room, more) => {
    const problems = (maxPods: unknown) => problemsOfGeneral({ instanceTypes, userData: { kubelet: { maxPods } } });
    expect([6, room].flatMap(problems)).toEqual([]);
    for (const maxPods of [more, "many", "30", 0, -5, 1.5, 5, null]) {
      expect(problems(maxPods)).toEqual([
        {
          path: `${at}.userData.kubelet.maxPods`,
          got: JSON.stringify(maxPods),
          expected: `a whole number from 6 to ${room}: the platform has 5 pods on every node, and EKS runs ${room} on these instance types`,
          fix: "correct it, or remove it",
        },
      ]);
    }
  });
});

describe("the instance types of a zone", () => {
  const inZones = (instanceTypesByZone: object) =>
    problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m6i.xlarge"], instanceTypesByZone });

  it("are of the size that the group has elsewhere, each once", () => {
    expect(inZones({ "euw1-az3": ["m6i.xlarge"], "euc1-az1": ["m6a.xlarge", "m6i.xlarge"] })).toEqual([]);
    expect(inZones({ "euw1-az3": ["m6i.xlarge", "m6i.large", "m6i.xlarge"] })).toEqual([
      {
        path: `${at}.instanceTypesByZone["euw1-az3"][2]`,
        got: '"m6i.xlarge", a second time',
        expected: "every name once",
        fix: "remove it",
      },
      {
        path: `${at}.instanceTypesByZone["euw1-az3"][1]`,
        got: '"m6i.large" with 2 vCPU, 8 GiB, x86_64',
        expected: 'the same as "m7i.xlarge": 4 vCPU, 16 GiB, x86_64',
        fix: "put types of other sizes into a group of their own: the autoscaler counts on equal nodes",
      },
    ]);
  });

  it("are those of a zone that a region has", () => {
    expect(inZones({ "euw1-az4": ["m6i.xlarge"] })).toEqual([
      {
        path: `${at}.instanceTypesByZone["euw1-az4"]`,
        got: '"euw1-az4"',
        expected: "a zone of the regions: euw1-az1, euw1-az2, euw1-az3, euc1-az1, euc1-az2, euc1-az3",
        fix: "correct the zone id, or remove the entry",
      },
    ]);
  });
});

describe("the instance types of a node group", () => {
  const other = (i: number, got: string) => ({
    path: `${at}.instanceTypes[${i}]`,
    got,
    expected: 'the same as "m7i.xlarge": 4 vCPU, 16 GiB, x86_64',
    fix: "put types of other sizes into a group of their own: the autoscaler counts on equal nodes",
  });

  it.each([
    ["of other sizes", "m7i.2xlarge", '"m7i.2xlarge" with 8 vCPU, 32 GiB, x86_64'],
    ["with other memory", "r7i.xlarge", '"r7i.xlarge" with 4 vCPU, 32 GiB, x86_64'],
    ["of another architecture", "m7g.xlarge", '"m7g.xlarge" with 4 vCPU, 16 GiB, arm64'],
  ])("are not %s", (_, type, got) => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m6i.xlarge", type] })).toEqual([other(2, got)]);
  });

  it("are each compared with the first one", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m7g.xlarge", "m6g.xlarge"] })).toEqual([
      other(1, '"m7g.xlarge" with 4 vCPU, 16 GiB, arm64'),
      other(2, '"m6g.xlarge" with 4 vCPU, 16 GiB, arm64'),
    ]);
  });

  it("may be of several families and makers", () => {
    expect(problemsOfGeneral({ instanceTypes: ["m7i.xlarge", "m7a.xlarge", "t3.xlarge", "m6idn.xlarge"] })).toEqual([]);
  });
});
