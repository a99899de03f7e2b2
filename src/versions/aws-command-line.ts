import { execFile } from "node:child_process";

/** Asks AWS one thing by its command line and gives the answer as data. */
export type AskAws = (...args: readonly string[]) => Promise<unknown>;

/**
 * Asks with the credentials and the region of these variables.
 * @throws Error with what AWS said, and what to do about it
 */
export function askAwsWith(variables: NodeJS.ProcessEnv): AskAws {
  return (...args) =>
    new Promise((resolve, reject) => {
      const options = { env: { ...variables, AWS_PAGER: "" }, maxBuffer: 2 ** 26 };
      execFile("aws", [...args, "--output", "json"], options, (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout));
        else reject(new Error(explain(args, "code" in error && error.code === "ENOENT" ? undefined : stderr)));
      });
    });
}

function explain(args: readonly string[], said: string | undefined): string {
  if (said === undefined) return "AWS cannot be asked: no aws on PATH; install its command line, version 2";
  const line = said.trim().split("\n").at(-1) ?? "";
  return `AWS cannot be asked (aws ${args.slice(0, 2).join(" ")}): ${line}; log in, and say a region with AWS_REGION`;
}
