import { join, resolve } from "node:path";
import input from "@inquirer/input";
import { newCommand } from "../src/command/new-command";
import { runCommand } from "../src/command/run-command";
import { environmentDirectory } from "../src/config/environment-directory";
import type { Ask } from "../src/new-environment/ask-for-rest";
import { createEnvironment } from "../src/new-environment/create-environment";
import { findNameClashes } from "../src/stack/name-clashes";

const project = resolve(__dirname, "..");

const ask: Ask = ({ text }, expectationOf) =>
  input({
    message: `${text}:`,
    validate: (answer) => {
      const expected = expectationOf(answer);
      return expected === undefined ? true : `expected ${expected}`;
    },
  });

void runCommand(
  newCommand(async (given, mayAsk) => {
    // Required by its path: bundled with this script, it would take itself for the program.
    const { checks } = require(join(project, "main.ts")) as typeof import("../main");
    const lines = await createEnvironment(given, {
      directory: environmentDirectory(project, process.env),
      project,
      rules: { checks, compare: findNameClashes },
      ask: mayAsk && process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
    });
    process.stdout.write(`${lines.join("\n")}\n`);
  }),
);
