import { runAws } from "../process/run-aws";
import type { AwsPlace } from "./planned-resource";

/** One call of AWS's command line. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly args: readonly string[];
  /** What of the answer is wanted. https://jmespath.org */
  readonly query: string;
}

/** Asks AWS at a place. What AWS says it does not have is undefined. */
export type Aws = (place: AwsPlace, call: AwsCall) => Promise<unknown>;

/** How many calls run at once: each is a process, and AWS throttles. */
const atOnce = 4;

/**
 * AWS through its own command line. A call that was made before is answered from memory.
 * @throws Error with the command and what it said, where AWS refuses; undefined is only what is not there
 */
export function awsCli(variables: NodeJS.ProcessEnv): Aws {
  const answers = new Map<string, Promise<unknown>>();
  const inTurn = limited(atOnce);
  return (place, call) => {
    const key = JSON.stringify([place.region, call]);
    const answer = answers.get(key) ?? inTurn(() => run(place, call, variables));
    answers.set(key, answer);
    return answer;
  };
}

/** Codes such as NoSuchEntity, ResourceNotFoundException, InvalidVpcID.NotFound, DBInstanceNotFound, ParameterNotFound. */
const notFound = /An error occurred \((?:NoSuch\w+|[\w.]*NotFound\w*|404)\)/;

async function run(place: AwsPlace, call: AwsCall, variables: NodeJS.ProcessEnv): Promise<unknown> {
  const args = commandLine(place, call);
  const { exitCode, stdout, stderr } = await runAws(args, { ...variables, ...credentials(place) });
  if (exitCode === 0) return stdout.trim() === "" ? undefined : JSON.parse(stdout);
  if (notFound.test(stderr)) return undefined;
  throw new Error(`adopt: AWS did not answer; fix what it says and run this again\n  aws ${args.join(" ")}\n${stderr}`);
}

function commandLine({ region, endpoints }: AwsPlace, { service, operation, args, query }: AwsCall): readonly string[] {
  const endpoint = endpoints[namedByTerraform[service] ?? service];
  if (endpoint === undefined && Object.keys(endpoints).length > 0) {
    throw new Error(`adopt: no emulator for ${service}, expected one among emulator.endpoints of the environment file`);
  }
  return [
    service,
    operation,
    ...args,
    ...["--region", controlledIn[service] ?? region, "--output", "json", "--query", query],
    // An emulator's certificate is its own.
    ...(endpoint === undefined ? [] : ["--endpoint-url", endpoint, "--no-verify-ssl"]),
  ];
}

/** Services that Terraform's provider calls by another name than AWS's command line. */
const namedByTerraform: Readonly<Record<string, string>> = { s3api: "s3" };

/** Services of no region that are asked in one. https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html */
const controlledIn: Readonly<Record<string, string>> = { globalaccelerator: "us-west-2" };

function credentials({ accessKey, secretKey }: AwsPlace): NodeJS.ProcessEnv {
  return {
    ...(accessKey === undefined ? {} : { AWS_ACCESS_KEY_ID: accessKey }),
    ...(secretKey === undefined ? {} : { AWS_SECRET_ACCESS_KEY: secretKey }),
  };
}

/** Runs at most so many at once, the others when one has ended. */
function limited(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running < most) running++;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
