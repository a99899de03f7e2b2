import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ControllerName } from "../../../modules/controller-policies/controller-names";
import { planController } from "../../../src/cluster/identities";
import type { Environment, Region } from "../../../src/environment/environment";
import type { Emulators } from "../../../src/local/endpoints";
import type { GuardedProcess } from "../cloud/guarded-process";
import { accountId } from "../laboratory";
import { type AwsGate, startAwsGate } from "./aws-gate";
import { type PodProcessPlace, type PodProcessRequest, startPodProcess } from "./pod-process";

/** Where controllers run, and what they talk to. */
export interface ControllerPlace extends PodProcessPlace {
  /** Where the programs are. */
  readonly bin: string;
  readonly environment: Environment;
  readonly region: Region;
  readonly emulators: Emulators;
}

export interface ControllerRequest extends Omit<PodProcessRequest, "program" | "variables"> {
  /** Its name in the lab folder, or the path of one that is installed. */
  readonly program: string;
  /** Whose role it has. @default - none: it calls nothing of AWS */
  readonly identity?: ControllerName;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A controller that runs. */
export interface Controller {
  readonly process: GuardedProcess;
  readonly gate: AwsGate | undefined;
  /** Lines of its log in which the API server, or its role, refuses it something. */
  readonly refusals: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** The emulated AWS as the role of a controller sees it, by the policies that its cluster's stack gives it. */
export async function openGate(
  { environment, region, emulators }: ControllerPlace,
  identity: ControllerName,
): Promise<AwsGate> {
  const { cluster } = environment;
  const found = cluster && planController(environment, cluster, region, identity);
  if (found === undefined) throw new Error(`${identity} has no role`);
  return startAwsGate(emulators, accountId, found.policies.statements ?? []);
}

/** What a pod with a role has in its environment, with the emulated AWS in the place of AWS. */
export function roleVariables(gate: AwsGate, region: Pick<Region, "code">): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region.code,
    AWS_ENDPOINT_URL: gate.url,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: "emulator",
  };
}

/** Runs a controller as its chart does, behind a gate that judges its calls of AWS by its role. */
export async function startController(
  place: ControllerPlace,
  { program, identity, variables = {}, ...request }: ControllerRequest,
  gate?: AwsGate,
): Promise<Controller> {
  const own = gate ?? (identity === undefined ? undefined : await openGate(place, identity));
  const process = await startPodProcess(place, {
    ...request,
    program: resolve(place.bin, program),
    variables: {
      AWS_EC2_METADATA_DISABLED: "true",
      ...(own === undefined ? {} : roleVariables(own, place.region)),
      ...variables,
    },
  });
  return {
    process,
    gate: own,
    refusals: () => [...linesWith(process.log, /forbidden/i), ...(own?.refusals ?? [])],
    stop: async () => {
      await process.stop();
      own?.close();
    },
  };
}

/** Programs that the lab folder does not have. */
export function findAbsent(bin: string, programs: readonly string[]): readonly string[] {
  return programs.filter((program) => !existsSync(join(bin, program)));
}

function linesWith(file: string, pattern: RegExp): readonly string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => pattern.test(line));
}
