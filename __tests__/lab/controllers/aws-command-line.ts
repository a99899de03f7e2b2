import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulators } from "../../../src/local/endpoints";
import { accountId } from "../laboratory";

const run = promisify(execFile);

/** Calls an emulated AWS in one region, as who may do everything: `aws("autoscaling", "describe-auto-scaling-groups")`. */
export type AwsCommandLine = <T>(service: string, ...args: readonly string[]) => Promise<T>;

/** The command line that stands beside the emulators. It leaves the event loop alone, on which everything else of the lab is served. */
export function awsCommandLine(lab: string, emulators: Emulators, regionCode: string): AwsCommandLine {
  return async <T>(service: string, ...args: readonly string[]) => {
    // The certificate of that one is its own.
    const endpoint = service === "eks" ? [emulators.ministack, "--no-verify-ssl"] : [emulators.moto];
    const { stdout } = await run(
      join(lab, "venv", "bin", "aws"),
      ["--region", regionCode, "--output", "json", "--endpoint-url", ...endpoint, service, ...args],
      {
        env: {
          PATH: process.env["PATH"] ?? "",
          AWS_ACCESS_KEY_ID: accountId,
          AWS_SECRET_ACCESS_KEY: "emulator",
          AWS_PAGER: "",
          PYTHONWARNINGS: "ignore",
        },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return (stdout.trim() === "" ? {} : JSON.parse(stdout)) as T;
  };
}
