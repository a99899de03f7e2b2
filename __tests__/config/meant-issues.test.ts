import { describe, expect, it } from "vitest";
import { problemsOf, problemsOfGeneral, prod } from "../literals";

const where = (change: object) => problemsOf({ ...change }).map(({ path, got }) => [path, got]);

describe("a mistake in one of several forms", () => {
  it.each([
    [
      { alarms: { subscribers: [{ protocol: "emial", endpoint: "oncall@example.com" }] } },
      "alarms.subscribers[0].protocol",
      '"emial"',
    ],
    [{ alarms: { accepted: "no-alarm", because: "a trial" } }, "alarms.accepted", '"no-alarm"'],
    [{ alarms: { accepted: "no-alarms" } }, "alarms.because", "nothing"],
    [{ alarms: { subscribers: [], because: "none" } }, "alarms.because", "an unknown field"],
    [{ interconnect: { type: "peerng" } }, "interconnect.type", '"peerng"'],
    [{ state: { backend: "s3", sharedRegion: "eu-central-9" } }, "state.sharedRegion", '"eu-central-9"'],
  ])("%j is told at its own field", (change, path, got) => {
    expect(where(change)).toContainEqual([path, got]);
  });

  it.each([
    [{ alarms: {} }, "{}"],
    [{ alarms: 3 }, "3"],
    [{ alarms: "none" }, '"none"'],
  ])("%j is told with all forms there are, where none was meant", (change, got) => {
    expect(problemsOf(change)).toEqual([
      {
        path: "alarms",
        got,
        expected: '{ subscribers: [...] }, or the named choice { accepted: "no-alarms", because: "..." }',
        fix: "correct alarms",
      },
    ]);
  });
});

describe("one mistake is one problem", () => {
  it("of a list where a text belongs", () => {
    expect(problemsOf({ owner: [] })).toEqual([
      { path: "owner", got: "[]", expected: "a string", fix: "correct owner" },
    ]);
  });

  it("of a required field with a wrong letter", () => {
    const { accountId: _, ...rest } = { accountId: "" };
    expect(problemsOf({ ...rest, accountId: undefined, acountId: "111122223333" })).toEqual([
      { path: "acountId", got: "an unknown field", expected: "accountId", fix: "correct the field's name" },
    ]);
  });

  it.each([
    ["an optional field with a wrong letter, which another field needs", "clusters", "cluster"],
    ["a required field in upper case", "STATE", "state"],
    ["a field with a default in another case", "flowlogs", "flowLogs"],
  ] as const)("of %s", (_, key, field) => {
    expect(problemsOf({ [field]: undefined, [key]: prod[field] })).toEqual([
      { path: key, got: "an unknown field", expected: field, fix: "correct the field's name" },
    ]);
  });

  it("of a field between two that it could be: the nearer one", () => {
    expect(problemsOfGeneral({ sizes: { primary: { min: 6, maxx: 18 }, failover: { min: 2, max: 18 } } })).toEqual([
      {
        path: "cluster.nodeGroups.general.sizes.primary.maxx",
        got: "an unknown field",
        expected: "cluster.nodeGroups.general.sizes.primary.max",
        fix: "correct the field's name",
      },
    ]);
  });

  it("of a promise", () => {
    expect(problemsOf({ regions: Promise.resolve([]) })).toEqual([
      {
        path: "regions",
        got: "a Promise",
        expected: "plain data: texts, numbers, lists and objects",
        fix: "write the value itself",
      },
    ]);
  });

  it.each([
    ["a circle in place of a text", "owner.self", "an object that contains itself", { owner: circle() }],
    ["a bigint", "owner", "a bigint", { owner: 10n }],
  ])("of %s", (_, path, got, change) => {
    expect(problemsOf(change)).toEqual([
      { path, got, expected: "plain data: texts, numbers, lists and objects", fix: "write the value itself" },
    ]);
  });

  it.each([
    [
      "a number that JSON lacks",
      { evictionPressure: Number.POSITIVE_INFINITY },
      "evictionPressure",
      "Infinity",
      "correct",
    ],
    // biome-ignore lint/suspicious/noSparseArray: what somebody leaves behind who deletes an element
    ["a hole in a list", { reserved: [1, , 2] }, "reserved[1]", "nothing", "add"],
  ])("of the kubelet's configuration with %s", (_, kubelet, field, got, verb) => {
    const path = `cluster.nodeGroups.general.userData.kubelet.${field}`;
    const expected = "a text, a finite number, true, false, null, a list or a map";
    expect(problemsOfGeneral({ userData: { kubelet } })).toEqual([{ path, got, expected, fix: `${verb} ${path}` }]);
  });
});

function circle(): object {
  const around: Record<string, unknown> = {};
  around["self"] = around;
  return around;
}
