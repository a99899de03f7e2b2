import { describe, expect, it } from "vitest";
import { problemsOf } from "../literals";

describe("the permissions boundary", () => {
  it.each([
    "arn:aws:iam::111122223333:policy/boundary",
    "arn:aws:iam::111122223333:policy/platform/team/boundary",
    "arn:aws:iam::aws:policy/PowerUserAccess",
  ])("may be %s", (permissionsBoundary) => {
    expect(problemsOf({ iam: { permissionsBoundary } })).toEqual([]);
  });

  it.each(["arn:aws:iam::444455556666:policy/boundary", "arn:aws-us-gov:iam::111122223333:policy/boundary"])(
    "is not %s, which IAM would not find",
    (permissionsBoundary) => {
      expect(problemsOf({ iam: { permissionsBoundary } })).toEqual([
        {
          path: "iam.permissionsBoundary",
          got: `"${permissionsBoundary}"`,
          expected:
            "a policy of account 111122223333 or of AWS: arn:aws:iam::111122223333:policy/... or arn:aws:iam::aws:policy/...",
          fix: "make the boundary in the account that the roles stand in, or name that one",
        },
      ]);
    },
  );

  it("is a policy", () => {
    expect(problemsOf({ iam: { permissionsBoundary: "arn:aws:iam::111122223333:role/boundary" } })).toEqual([
      {
        path: "iam.permissionsBoundary",
        got: '"arn:aws:iam::111122223333:role/boundary"',
        expected: "the ARN of a policy, such as arn:aws:iam::111122223333:policy/boundary",
        fix: "copy it: aws iam list-policies --scope Local",
      },
    ]);
  });
});

describe("the path of roles", () => {
  it.each(["/", "/platform/", "/acme/platform/"])("may be %s", (path) => {
    expect(problemsOf({ iam: { path } })).toEqual([]);
  });

  it.each(["platform", "/platform", "//", "/plat form/"])("is not %j", (path) => {
    expect(problemsOf({ iam: { path } })).toEqual([
      {
        path: "iam.path",
        got: `"${path}"`,
        expected: "a path that starts and ends with a slash, such as /platform/",
        fix: "write it so, in letters, digits and + = , . @ _ -",
      },
    ]);
  });
});

describe("trusted accounts", () => {
  it("are others", () => {
    expect(problemsOf({ trustedAccounts: ["444455556666"] })).toEqual([]);
    expect(problemsOf({ trustedAccounts: ["444455556666", "111122223333"] })).toEqual([
      {
        path: "trustedAccounts[1]",
        got: '"111122223333", a second time',
        expected: "every name once",
        fix: "remove it: the environment's own account is always trusted",
      },
    ]);
  });
});
