import { describe, expect, it, vi } from "vitest";
import { type Create, newCommand } from "../../src/command/new-command";
import { ran } from "./ran";

describe("npm run new", () => {
  it.each([
    [[], {}, true],
    [["shop"], { name: "shop" }, true],
    [["shop", "--yes", "--alarm-email", "a@example.com"], { name: "shop", alarmEmail: "a@example.com" }, false],
    [["--organization", "acme", "--failover=eu-central-1"], { organization: "acme", failover: "eu-central-1" }, true],
  ])("%j gives %j, and may ask for the rest: %s", async (args, given, mayAsk) => {
    const create = vi.fn<Create>(async () => {});
    expect(await ran(newCommand(create), ...args)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(create.mock.calls).toEqual([[given, mayAsk]]);
  });

  it.each([
    [["a", "b"], "error: too many arguments. Expected 1 argument but got 2."],
    [["--region", "eu-west-1"], "error: unknown option '--region'"],
    [["--owner"], "error: option '--owner <team>' argument missing"],
  ])("refuses %j with what it knows", async (args, message) => {
    const create = vi.fn<Create>(async () => {});
    const { exitCode, stderr } = await ran(newCommand(create), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(create).not.toHaveBeenCalled();
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await ran(newCommand(vi.fn<Create>()), "--help");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toEqual(
      expect.arrayContaining([
        "Usage: npm run new -- [options] [name]",
        "  --account <id>           AWS account that everything stands in, 12 digits",
        "  --yes                    ask nothing: what is missing is refused",
      ]),
    );
  });
});
