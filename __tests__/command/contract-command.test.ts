import { describe, expect, it, vi } from "vitest";
import { contractCommand } from "../../src/command/contract-command";
import { ran } from "./ran";

const modules = ["vpc", "eks"];

describe("npm run contract", () => {
  it("extracts the module from its source", async () => {
    const extract = vi.fn(async (_module: string, _directory: string) => {});
    expect(await ran(contractCommand(modules, extract), "vpc", "/source")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    expect(extract.mock.calls.map(([module, directory]) => [module, directory])).toEqual([["vpc", "/source"]]);
  });

  it.each([
    [
      ["vcp", "/source"],
      "error: command-argument value 'vcp' is invalid for argument 'module'. Allowed choices are vpc, eks, chart.",
    ],
    [["vpc"], "error: missing required argument 'directory'"],
    [[], "error: missing required argument 'module'"],
    [["vpc", "a", "b"], "error: too many arguments. Expected 2 arguments but got 3."],
  ])("%j is refused with what it knows", async (args, message) => {
    const extract = vi.fn(async () => {});
    const { exitCode, stderr } = await ran(contractCommand(modules, extract), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(extract).not.toHaveBeenCalled();
  });
});
