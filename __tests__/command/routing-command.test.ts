import { describe, expect, it, vi } from "vitest";
import { routingCommand } from "../../src/command/routing-command";
import { ran } from "./ran";

describe("npm run routing", () => {
  it("shows the routing of an environment", async () => {
    const show = vi.fn((_environment: string) => {});
    expect(await ran(routingCommand(show), "prod")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(show.mock.calls).toEqual([["prod"]]);
  });

  it.each([
    [[], "error: missing required argument 'environment'"],
    [["prod", "dev"], "error: too many arguments. Expected 1 argument but got 2."],
    [["prod", "--json"], "error: unknown option '--json'"],
  ])("%j is refused with what it knows", async (args, message) => {
    const show = vi.fn(() => {});
    const { exitCode, stderr } = await ran(routingCommand(show), ...args);
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, first: message });
    expect(stderr).toContain("Usage: npm run routing -- ");
    expect(show).not.toHaveBeenCalled();
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await ran(routingCommand(vi.fn()), "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Shows who gets the traffic after each failure");
  });
});
