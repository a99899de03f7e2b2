import { describe, expect, it } from "vitest";
import { applyOverrides } from "../../src/config/terraform-overrides";

const literal = { name: "prod", terraform: { awsProvider: ">= 6.30" } };

describe("applyOverrides", () => {
  it.each([
    ["no variable is set", {}],
    ["the variables are empty", { TANDEM_AWS_PROVIDER: "", TANDEM_MODULES: "" }],
  ])("gives the literal itself where %s", (_, variables) => {
    expect(applyOverrides(literal, variables)).toBe(literal);
  });

  it.each([
    ["a version constraint", { TANDEM_AWS_PROVIDER: "= 6.28.0" }, { awsProvider: "= 6.28.0" }],
    [
      "a directory of modules beside the file's own constraint",
      { TANDEM_MODULES: "/opt/modules" },
      { awsProvider: ">= 6.30", modules: { from: "directory", path: "/opt/modules" } },
    ],
    [
      "a registry",
      { TANDEM_MODULES: "registry.acme.com" },
      { awsProvider: ">= 6.30", modules: { from: "registry", host: "registry.acme.com" } },
    ],
    [
      "both",
      { TANDEM_AWS_PROVIDER: "~> 6.30", TANDEM_MODULES: "/opt/modules" },
      { awsProvider: "~> 6.30", modules: { from: "directory", path: "/opt/modules" } },
    ],
  ])("takes %s from the process", (_, variables, terraform) => {
    expect(applyOverrides(literal, variables)).toEqual({ name: "prod", terraform });
  });

  it("adds the field to a literal that has none, and leaves the literal as it was", () => {
    const bare = { name: "prod" };
    expect(applyOverrides(bare, { TANDEM_AWS_PROVIDER: "6.28.0" })).toEqual({
      name: "prod",
      terraform: { awsProvider: "6.28.0" },
    });
    expect(bare).toEqual({ name: "prod" });
  });

  it.each([[undefined], ["prod"], [["prod"]], [null]])("leaves %j to the schema", (value) => {
    expect(applyOverrides(value, { TANDEM_AWS_PROVIDER: "6.28.0" })).toBe(value);
  });
});
