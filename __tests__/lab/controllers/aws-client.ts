import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Emulators } from "../../../src/local/endpoints";
import { accountId } from "../laboratory";

/** The emulated AWS in one region, as who may do everything. */
export interface AwsClient {
  /** Calls an operation under its name in boto3: `call("autoscaling", "describe_auto_scaling_groups")`. */
  readonly call: <T>(service: string, operation: string, input?: object) => Promise<T>;
  readonly close: () => void;
}

type Answer = { readonly result: unknown } | { readonly error: string };

/** Starts one Python for all calls: the command line would take a second for each. It ends when this process does. */
export function startAwsClient(lab: string, emulators: Emulators, regionCode: string): AwsClient {
  const python = spawn(join(lab, "venv", "bin", "python"), [join(__dirname, "aws_client.py")], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { AWS_DEFAULT_REGION: regionCode, AWS_ACCESS_KEY_ID: accountId, AWS_SECRET_ACCESS_KEY: "emulator" },
  });
  python.stdin.on("error", () => {});
  const waiting: ((answer: Answer) => void)[] = [];
  // One after the other, so that answers come in the order of the calls.
  createInterface(python.stdout).on("line", (line) => waiting.shift()?.(JSON.parse(line) as Answer));
  python.on("exit", () => {
    for (const answer of waiting.splice(0)) answer({ error: "the client of the emulated AWS has ended" });
  });
  return {
    call: async <T>(service: string, operation: string, input: object = {}) => {
      const endpoint = service === "eks" ? emulators.ministack : emulators.moto;
      const answered = new Promise<Answer>((resolve) => waiting.push(resolve));
      python.stdin.write(`${JSON.stringify({ service, operation, endpoint, input })}\n`);
      const answer = await answered;
      if ("error" in answer) throw new Error(answer.error);
      return answer.result as T;
    },
    close: () => python.stdin.end(),
  };
}
