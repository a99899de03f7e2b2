import { describe, expect, it, vi } from "vitest";
import { stateCommand } from "../../src/command/state-command";
import { ran } from "./ran";

const moves = () => ({ bootstrap: vi.fn(async () => {}), retire: vi.fn(async () => {}) });

describe("npm run state", () => {
  it.each([
    { args: ["bootstrap", "prod"], move: "bootstrap", applyArgs: [] },
    { args: ["retire", "prod"], move: "retire", applyArgs: [] },
    { args: ["bootstrap", "prod", "--auto-approve"], move: "bootstrap", applyArgs: ["-input=false", "-auto-approve"] },
    { args: ["retire", "--auto-approve", "prod"], move: "retire", applyArgs: ["-input=false", "-auto-approve"] },
  ] as const)("$args does $move alone", async ({ args, move, applyArgs }) => {
    const spies = moves();
    expect(await ran(stateCommand(spies), ...args)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect([...spies.bootstrap.mock.calls, ...spies.retire.mock.calls]).toEqual([["prod", applyArgs]]);
    expect(spies[move]).toHaveBeenCalledOnce();
  });

  it.each([
    [[], "Usage: npm run state -- [options] [command]"],
    [["bootsrap", "prod"], "error: unknown command 'bootsrap'\n(Did you mean bootstrap?)"],
    [["bootstrap"], "error: missing required argument 'environment'"],
    [["bootstrap", "prod", "dev"], "error: too many arguments for 'bootstrap'. Expected 1 argument but got 2."],
    [["retire", "prod", "--yes"], "error: unknown option '--yes'"],
  ])("%j is refused with what it knows", async (args, message) => {
    const spies = moves();
    const { exitCode, stdout, stderr } = await ran(stateCommand(spies), ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr.startsWith(message)).toBe(true);
    expect(stderr).toContain("Usage: npm run state -- ");
    expect([...spies.bootstrap.mock.calls, ...spies.retire.mock.calls]).toEqual([]);
  });

  it("explains itself", async () => {
    expect(await ran(stateCommand(moves()), "--help")).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: `Usage: npm run state -- [options] [command]

Creates the state buckets of an environment, and takes them down again.

Options:
  -h, --help                         display help for command

Commands:
  bootstrap [options] <environment>  create them, then move their own state in
  retire [options] <environment>     destroy them, once every other stack is
  help [command]                     display help for command

Synthesize the environment first: npm run synth -- <environment>
`,
    });
  });
});
