import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNameClashes } from "../../src/stack/name-clashes";
import { parsed, prod } from "../literals";

const base = parsed({ ...prod, edge: undefined, services: {} });
const fileOf = (file: string, change: object) => ({ file, identity: { ...base, ...change } });
const s3 = (bucketPrefix?: string) => ({
  state: { backend: "s3", sharedRegion: "eu-central-1", ...(bucketPrefix === undefined ? {} : { bucketPrefix }) },
});

describe("two environments that would make the same things", () => {
  it("are told so in both files, however their names are put together", () => {
    const files = [
      fileOf("prod-x.ts", { organization: "acme", name: "prod-x" }),
      fileOf("x.ts", { organization: "acme-prod", name: "x" }),
      fileOf("prod.ts", {}),
    ];
    const clash = (other: string) => ({
      path: "name",
      got: `names that start with "acme-prod-x-euw1", as in ${other}`,
      expected: "names that no other environment of the account has",
      fix: "change organization or name in one of the two files",
    });
    expect(Object.fromEntries(findNameClashes(files))).toEqual({
      "prod-x.ts": clash("x.ts"),
      "x.ts": clash("prod-x.ts"),
    });
  });

  it("are told so of a bucket that both prefixes make", () => {
    const clashes = findNameClashes([
      fileOf("one.ts", { name: "one", ...s3("acme") }),
      fileOf("two.ts", { name: "two", ...s3("acme") }),
    ]);
    expect(clashes.get("two.ts")).toEqual({
      path: "state.bucketPrefix",
      got: 'the state bucket "acme-euw1-111122223333-tfstate", as in one.ts',
      expected: "names that no other environment of the account has",
      fix: "change state.bucketPrefix in one of the two files",
    });
  });

  describe("of which both replicate the registry", () => {
    const images = (replication: string) => ({
      services: { orders: { image: { repository: "orders" } } },
      images: { ...base.images, replication },
    });
    const clashes = (...[one, two]: readonly [object, object]) =>
      findNameClashes([fileOf("one.ts", { name: "one", ...one }), fileOf("two.ts", { name: "two", ...two })]);

    it("are told that an account has it once in a region", () => {
      expect(clashes(images("registry"), images("registry")).get("two.ts")).toEqual({
        path: "images.replication",
        got: "the replication of the registry of 111122223333 in eu-west-1, as in one.ts",
        expected: "one environment that sets it: an account has it once in a region",
        fix: 'set images.replication to "pipeline" in one of the two files, and let its pipeline push to both regions',
      });
    });

    it.each([
      ["one leaves it to its pipeline", images("pipeline")],
      ["one has no images of its own", { ...images("registry"), services: { orders: {} } }],
      ["one has images of others only", { services: { web: { image: { registry: "ghcr.io", repository: "a/b" } } } }],
      ["one has no cluster that would pull any", { ...images("registry"), cluster: undefined }],
      ["one is in another account", { ...images("registry"), accountId: "444455556666" }],
    ])("are none where %s", (_, change) => {
      expect(clashes(images("registry"), change).size).toBe(0);
    });
  });

  const edge = { edge: { by: "route53" } };

  it("are told so of the zone that both lead users by", () => {
    const files = [fileOf("one.ts", { name: "one", ...edge }), fileOf("two.ts", { name: "two", ...edge })];
    expect(findNameClashes(files).get("one.ts")).toEqual({
      path: "dns.domain",
      got: 'the names of "prod.example.com", as in two.ts',
      expected: "names that no other environment of the account has",
      fix: "change dns.domain in one of the two files",
    });
  });

  it.each([
    ["where only one leads users by a zone", { name: "other" }],
    ["with zones of their own", { name: "other", ...edge, dns: { domain: "other.example.com", hostedZoneId: "Z1" } }],
    ["where the zone is in another account", { ...edge, accountId: "444455556666" }],
  ])("are none %s", (_, change) => {
    expect(findNameClashes([fileOf("prod.ts", edge), fileOf("other.ts", change)]).size).toBe(0);
  });

  it.each([
    ["in accounts of their own", { accountId: "444455556666" }],
    ["in other regions", { regions: [{ code: "us-east-1" }, { code: "us-west-2" }] }],
    ["under names of their own", { name: "other" }],
  ])("are none %s", (_, change) => {
    expect(findNameClashes([fileOf("prod.ts", {}), fileOf("other.ts", change)]).size).toBe(0);
  });

  it("are none where state is in files of different names", () => {
    const local = { state: { backend: "local" } };
    expect(
      findNameClashes([fileOf("a.ts", { name: "a", ...local }), fileOf("b.ts", { name: "b", ...local })]).size,
    ).toBe(0);
  });
});

it("clashes go both ways, whatever the order of the files", () => {
  const part = fc.stringMatching(/^[ab](-[ab])?$/);
  fc.assert(
    fc.property(fc.array(fc.record({ organization: part, name: part }), { minLength: 2, maxLength: 6 }), (named) => {
      const files = named.map((change, i) => fileOf(`${i}.ts`, change));
      const told = [...findNameClashes(files).keys()].toSorted();
      expect([...findNameClashes(files.toReversed()).keys()].toSorted()).toEqual(told);
      expect(told).not.toHaveLength(1);
    }),
  );
});
