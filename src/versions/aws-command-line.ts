import { runAws } from "../process/run-aws";

/** Asks AWS one thing by its command line and gives the answer as data. */
export type AskAws = (...args: readonly string[]) => Promise<unknown>;

/**
 * Asks with the credentials and the region of these variables.
 * @throws Error with what AWS said, and what to do about it
 */
export function askAwsWith(variables: NodeJS.ProcessEnv): AskAws {
  return async (...args) => {
    const { exitCode, stdout, stderr } = await runAws([...args, "--output", "json"], variables);
    if (exitCode === 0) return JSON.parse(stdout);
    const line = stderr.trim().split("\n").at(-1) ?? "";
    throw new Error(
      `AWS cannot be asked (aws ${args.slice(0, 2).join(" ")}): ${line}; log in, and say a region with AWS_REGION`,
    );
  };
}
