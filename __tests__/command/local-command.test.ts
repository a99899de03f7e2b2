import { describe, expect, it, vi } from "vitest";
import { localCommand } from "../../src/command/local-command";
import { ran } from "./ran";

/** The actions that a command line takes, with what they are given. */
async function actionsOf(...args: readonly string[]) {
  const calls: unknown[] = [];
  const action = (name: string) =>
    vi.fn(async (...given: readonly unknown[]) => {
      calls.push(name === "exec" ? [name, given[0], given[1]] : [name]);
    });
  const actions = { check: action("check"), start: action("start"), exec: action("exec"), stop: action("stop") };
  return { ...(await ran(localCommand(actions), ...args)), calls };
}

describe("npm run local", () => {
  it.each(["check", "start", "stop"])("takes the action %s", async (name) => {
    expect(await actionsOf(name)).toEqual({ exitCode: 0, stdout: "", stderr: "", calls: [[name]] });
  });

  it.each([
    [["npm", "run", "synth"], "npm", ["run", "synth"]],
    [["terraform", "-chdir=a", "apply", "-auto-approve"], "terraform", ["-chdir=a", "apply", "-auto-approve"]],
    [["--", "terraform", "--help"], "terraform", ["--help"]],
    [["bash"], "bash", []],
  ])("hands %j to the program as it stands", async (args, program, rest) => {
    expect((await actionsOf("exec", ...args)).calls).toEqual([["exec", program, rest]]);
  });

  it.each([
    [["env"], "error: unknown command 'env'"],
    [["exec"], "error: missing required argument 'program'"],
    [["start", "now"], "error: too many arguments for 'start'. Expected 0 arguments but got 1."],
    [["stop", "--all"], "error: unknown option '--all'"],
  ])("refuses %j with what it knows, and does nothing", async (args, message) => {
    const { exitCode, stderr, calls } = await actionsOf(...args);
    expect({ exitCode, calls, first: stderr.split("\n")[0] }).toEqual({ exitCode: 1, calls: [], first: message });
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await actionsOf("--help");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`Usage: npm run local -- [options] [command]

The platform on this machine, with emulators in place of AWS.

Options:
  -h, --help                display help for command

Commands:
  check                     tell what is missing on this machine, and do nothing
  start                     start the emulators; the first time installs them
  exec <program> [args...]  run a command against them: synth of the environment
                            local, terraform, a shell
  stop                      stop them; what was built in them is gone
  help [command]            display help for command
`);
  });
});
