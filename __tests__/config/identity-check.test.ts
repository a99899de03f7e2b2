import { describe, expect, it } from "vitest";
import { identityCheck } from "../../src/config/identity-check";
import { tryGetIdentity } from "../../src/environment/identity";
import { parsed, prod } from "../literals";

const environment = parsed(prod);
const recorded = tryGetIdentity(environment);
if (recorded === undefined) throw new Error("prod keeps its state in buckets");
const check = identityCheck("environments/prod.identity.json", recorded);

describe("the identity of an environment", () => {
  it("is what its names and its state are made of", () => {
    expect(recorded).toEqual({
      organization: "acme",
      name: "prod",
      accountId: "111122223333",
      regions: ["eu-central-1", "eu-west-1"],
      sharedRegion: "eu-central-1",
    });
  });

  it("is none where state is in local files", () => {
    expect(tryGetIdentity({ ...environment, state: { backend: "local" } })).toBeUndefined();
  });

  it("stays what it is whatever the roles and the order of the regions", () => {
    const [first, second] = environment.regions;
    if (first === undefined || second === undefined) throw new Error("prod has two regions");
    const regions = [
      { ...second, role: first.role },
      { ...first, role: second.role },
    ];
    expect(check.find({ ...environment, regions })).toEqual([]);
  });
});

describe("a change of what state was made with", () => {
  const expected = (value: string) =>
    `${value}, which the state and all names in AWS were made with, by environments/prod.identity.json`;
  const fix = 'take the change back; see docs/runbooks/state.md, "Another name or account"';

  it.each([
    ["organization", { organization: "acme2" }, '"acme2"', '"acme"'],
    ["name", { name: "live" }, '"live"', '"prod"'],
    ["accountId", { accountId: "444455556666" }, '"444455556666"', '"111122223333"'],
    [
      "state.bucketPrefix",
      { state: { backend: "s3", sharedRegion: "eu-central-1", bucketPrefix: "acme" } },
      '"acme"',
      "nothing",
    ],
    ["state.sharedRegion", { state: { backend: "s3", sharedRegion: "eu-west-1" } }, '"eu-west-1"', '"eu-central-1"'],
  ] as const)("is refused at %s", (path, change, got, value) => {
    expect(check.find({ ...environment, ...change })).toEqual([{ path, got, expected: expected(value), fix }]);
  });

  it("is refused of the regions", () => {
    const [first, second] = environment.regions;
    if (first === undefined || second === undefined) throw new Error("prod has two regions");
    const problems = check.find({ ...environment, regions: [first, { ...second, code: "eu-north-1" }] });
    expect(problems).toEqual([
      { path: "regions", got: '["eu-north-1","eu-west-1"]', expected: expected('["eu-central-1","eu-west-1"]'), fix },
    ]);
  });

  it("is refused of the backend", () => {
    expect(check.find({ ...environment, state: { backend: "local" } })).toEqual([
      {
        path: "state.backend",
        got: '"local"',
        expected: '"s3", where the state is by environments/prod.identity.json',
        fix,
      },
    ]);
  });
});
