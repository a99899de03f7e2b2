import { describe, expect, it } from "vitest";
import { replacementsIn, strangersIn } from "../../src/adopt/plan-review";
import { ownTags, planned, standing } from "./planned";

const replaced = { ...standing("aws_db_instance", "acme-1"), actions: ["delete", "create"] };

describe("replacementsIn", () => {
  it("refuses to plan the end of what exists, and says what for", () => {
    expect(replacementsIn([{ ...replaced, replacedFor: ["kms_key_id"] }], "terraform")).toEqual([
      {
        path: "aws_db_instance.one",
        got: "would be destroyed and made again, for its kms_key_id",
        expected: "what exists, as it is",
        fix: "synthesize what was being applied, and change it afterwards; for its key: find that key, which the stack must have again first",
      },
    ]);
  });

  it("knows what an interrupt leaves", () => {
    expect(replacementsIn([{ ...replaced, reason: "replace_because_tainted" }], "terraform -chdir=x")).toEqual([
      {
        path: "aws_db_instance.one",
        got: "tainted: the run that made it was interrupted, and an apply would destroy it and make it again",
        expected: "whole",
        fix: "look at it in AWS; once it is whole: terraform -chdir=x untaint 'aws_db_instance.one'",
      },
    ]);
  });

  it.each([[["create"]], [["update"]], [["no-op"]], [["delete"]]])("lets %j pass", (actions) => {
    expect(replacementsIn([{ ...replaced, actions }], "terraform")).toEqual([]);
  });
});

describe("strangersIn", () => {
  const imports = [{ to: "aws_iam_role.one", id: "acme" }];
  const imported = (tags: Readonly<Record<string, string>>) => [
    { ...planned("aws_iam_role", { tags_all: ownTags }), existing: { id: "acme", tags_all: tags } },
  ];

  it("refuses what carries the tags of another environment", () => {
    expect(strangersIn(imported({ ...ownTags, environment: "dev" }), imports)).toEqual([
      {
        path: "aws_iam_role.one",
        got: "acme, tagged environment=dev",
        expected: "environment=prod, or no such tag",
        fix: "it is another's: find out whose, and rename one of the two",
      },
    ]);
  });

  it.each([
    ["its own", ownTags],
    ["another layer's, from which it may have moved", { ...ownTags, layer: "data" }],
    ["nobody's", {}],
  ])("takes %s", (_, tags) => {
    expect(strangersIn(imported(tags), imports)).toEqual([]);
  });

  it("looks at nothing that was in the state before", () => {
    expect(strangersIn(imported({ ...ownTags, environment: "dev" }), [])).toEqual([]);
  });
});
