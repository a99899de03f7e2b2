import { routingCommand } from "../src/command/routing-command";
import { runCommand } from "../src/command/run-command";
import { reachedEnvironment } from "../src/routing/reached-environment";
import { reportRouting } from "../src/routing/routing-report";
import { selectedEnvironments } from "./selected-environments";

function show(name: string): void {
  const reports = selectedEnvironments(name).map((environment) =>
    reportRouting(reachedEnvironment(environment)).join("\n"),
  );
  process.stdout.write(`${reports.join("\n\n")}\n`);
}

void runCommand(routingCommand(show));
