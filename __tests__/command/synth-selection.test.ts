import { describe, expect, it } from "vitest";
import { readSelection, synthCommand } from "../../src/command/synth-selection";
import { ran } from "./ran";

describe("npm run synth", () => {
  it.each([
    [[], {}, "dev"],
    [[], { ENVIRONMENT: "prod" }, "prod"],
    [["prod"], {}, "prod"],
    [["prod"], { ENVIRONMENT: "local" }, "prod"],
    [["prod", "dev"], {}, "prod,dev"],
    [["prod,dev"], {}, "prod,dev"],
    [["all"], {}, "all"],
  ])("with %j and %j selects %s", (args, variables, selection) => {
    expect(readSelection(args, variables)).toBe(selection);
  });

  it.each(["--env=prod", "-e"])("refuses %s", async (option) => {
    const { exitCode, stderr } = await ran(synthCommand(), option);
    expect(exitCode).toBe(1);
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      `error: unknown option '${option}'`,
      "",
      "Usage: npm run synth -- [options] [environments...]",
    ]);
  });

  it("explains itself", async () => {
    expect(await ran(synthCommand(), "--help")).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: `Usage: npm run synth -- [options] [environments...]

Writes the stacks of environments to cdktf.out.

Arguments:
  environments  names of environment files, or all

Options:
  -h, --help    display help for command

Without a name it takes those in ENVIRONMENT, or dev: npm run synth -- prod is ENVIRONMENT=prod npm run synth.
`,
    });
  });
});
