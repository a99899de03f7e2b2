import { EnvironmentError } from "./problem";

/** Runs the program; what a user got wrong ends it with its report and exit code 1, everything else with a stack trace. */
export function runToCompletion(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
