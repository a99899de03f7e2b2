import { describe, expect, it } from "vitest";
import { problemsOf } from "../literals";

const state = (change: object) => ({ state: { backend: "s3", sharedRegion: "eu-central-1", ...change } });

it("shared state lives in one of the two regions", () => {
  expect(problemsOf(state({ sharedRegion: "us-east-1" }))).toEqual([
    {
      path: "state.sharedRegion",
      got: '"us-east-1"',
      expected: "one of the environment's regions: eu-west-1, eu-central-1",
      fix: "name the failover region, so that shared state survives the loss of the primary",
    },
  ]);
});

describe("the prefix of bucket names", () => {
  it.each([
    ["in upper case", "Acme", "lower-case letters, digits and dashes, starting with a letter or digit"],
    ["that starts with a dash", "-acme", "lower-case letters, digits and dashes, starting with a letter or digit"],
    ["with an underscore", "acme_prod", "lower-case letters, digits and dashes, starting with a letter or digit"],
    [
      "with everything that is wrong",
      "-Acme.prod",
      "lower-case letters, digits and dashes, starting with a letter or digit",
    ],
    ["with a dot", "acme.prod", "no dots: they break TLS to the bucket's host name"],
    ["xn--", "xn--acme", "no prefix that S3 keeps for itself"],
    ["sthree-", "sthree-acme", "no prefix that S3 keeps for itself"],
  ])("is refused %s", (_, bucketPrefix, rule) => {
    expect(problemsOf(state({ bucketPrefix }))).toEqual([
      {
        path: "state.bucketPrefix",
        got: `"${bucketPrefix}-euw1-111122223333-tfstate"`,
        expected: `${rule}, in the names of both state buckets`,
        fix: "change state.bucketPrefix, or remove it to use the organization and the environment's name",
      },
    ]);
  });

  it.each(["acme", "acme-terraform", "1acme"])("%s is taken", (bucketPrefix) => {
    expect(problemsOf(state({ bucketPrefix }))).toEqual([]);
  });

  it("is of no concern where state is kept in local files", () => {
    expect(problemsOf({ state: { backend: "local" }, organization: "xn" })).toEqual([]);
  });
});
