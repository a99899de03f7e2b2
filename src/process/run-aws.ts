import { execFile } from "node:child_process";

/** What AWS's command line printed when it ended. */
export interface AwsResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Of one answer: a list of everything of one kind in a large account. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Runs AWS's command line, which finds credentials as Terraform does. What AWS refuses is no error: look at the exit code.
 * @throws Error where there is no command line
 */
export function runAws(args: readonly string[], variables: NodeJS.ProcessEnv): Promise<AwsResult> {
  const options = { env: { ...variables, AWS_PAGER: "" }, maxBuffer: mostBytes };
  return new Promise((resolve, reject) =>
    execFile("aws", args, options, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") {
        reject(new Error("AWS cannot be asked: no aws on PATH; install its command line, version 2"));
      } else {
        const exitCode = typeof error?.code === "number" ? error.code : 1;
        resolve({ exitCode: error === null ? 0 : exitCode, stdout, stderr });
      }
    }),
  );
}
