import { describe, expect, it, vi } from "vitest";
import { adoptCommand } from "../../src/command/adopt-command";
import { ran } from "./ran";

describe("npm run adopt", () => {
  it("adopts what exists of a stack", async () => {
    const adopt = vi.fn(async (_stack: string) => {});
    expect(await ran(adoptCommand(adopt), "prod-eu-west-1-network")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(adopt.mock.calls[0]?.[0]).toBe("prod-eu-west-1-network");
  });

  it.each([
    [[], "error: missing required argument 'stack'"],
    [["a", "b"], "error: too many arguments. Expected 1 argument but got 2."],
  ])("%j is refused with what it knows", async (args, message) => {
    const adopt = vi.fn(async () => {});
    const { exitCode, stderr } = await ran(adoptCommand(adopt), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(adopt).not.toHaveBeenCalled();
  });
});
