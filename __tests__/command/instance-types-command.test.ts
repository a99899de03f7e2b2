import { describe, expect, it, vi } from "vitest";
import { instanceTypesCommand } from "../../src/command/instance-types-command";
import { ran } from "./ran";

describe("npm run instance-types", () => {
  it("writes the tables of a day", async () => {
    const extract = vi.fn((_folder: string, _day: string) => {});
    expect(await ran(instanceTypesCommand(extract), "/packages", "2026-10-27")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    expect(extract.mock.calls).toEqual([["/packages", "2026-10-27"]]);
  });

  it.each([
    [["/packages", "yesterday"], "error: yesterday is no day, expected one such as 2026-10-27"],
    [["/packages", "2026-13-99"], "error: 2026-13-99 is no day, expected one such as 2026-10-27"],
    [["/packages"], "error: missing required argument 'day'"],
    [[], "error: missing required argument 'folder'"],
  ])("%j is refused with what it expects", async (args, message) => {
    const extract = vi.fn(() => {});
    const { exitCode, stderr } = await ran(instanceTypesCommand(extract), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(extract).not.toHaveBeenCalled();
  });
});
