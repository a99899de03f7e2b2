import { describe, expect, it, vi } from "vitest";
import { imagesCommand } from "../../src/command/images-command";
import { ran } from "./ran";

describe("npm run images", () => {
  it("looks at both regions of an environment, or at one", async () => {
    const see = vi.fn(async (_environment: string, _options: object) => {});
    expect(await ran(imagesCommand(see), "prod")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    await ran(imagesCommand(see), "prod", "--region", "eu-central-1");
    expect(see.mock.calls.map(([environment, options]) => [environment, options])).toEqual([
      ["prod", {}],
      ["prod", { region: "eu-central-1" }],
    ]);
  });

  it.each([
    [[], "error: missing required argument 'environment'"],
    [["prod", "--regions", "all"], "error: unknown option '--regions'"],
  ])("%j is refused with what it knows", async (args, message) => {
    const see = vi.fn(async () => {});
    const { exitCode, stderr } = await ran(imagesCommand(see), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(see).not.toHaveBeenCalled();
  });
});
