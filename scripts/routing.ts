import { join, resolve } from "node:path";
import { routingCommand } from "../src/command/routing-command";
import { runCommand } from "../src/command/run-command";
import { environmentDirectory } from "../src/config/environment-directory";
import { loadEnvironments } from "../src/config/load-environments";
import { reachedEnvironment } from "../src/routing/reached-environment";
import { reportRouting } from "../src/routing/routing-report";
import { findNameClashes } from "../src/stack/name-clashes";

const project = resolve(__dirname, "..");

function show(name: string): void {
  // Required by its path: bundled with this script, it would take itself for the program.
  const { checks } = require(join(project, "main.ts")) as typeof import("../main");
  const environments = loadEnvironments({
    directory: environmentDirectory(project, process.env),
    selection: name,
    checks,
    compare: findNameClashes,
    variables: process.env,
  });
  const reports = environments.map((environment) => reportRouting(reachedEnvironment(environment)).join("\n"));
  process.stdout.write(`${reports.join("\n\n")}\n`);
}

void runCommand(routingCommand(show));
