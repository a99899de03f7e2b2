import { spawnSync } from "node:child_process";
import { coerce, satisfies } from "semver";
import { terraformVersion } from "../../modules/versions";
import { type Distribution, terraform } from "./distribution";
import type { Missing } from "./missing";

/** Runs a program: what it prints, or undefined where it is not there or fails. */
export type Ask = (program: string, ...args: readonly string[]) => string | undefined;

/** What every one of the emulators' packages runs on. */
const pythonVersion = ">=3.10";

/** What the stacks and the emulators need of this machine's programs, and cannot have. */
export function findMissingPrograms(
  distribution: Distribution = terraform,
  ask: Ask = askWith(process.env),
): readonly Missing[] {
  return [...findMissingDistribution(distribution, ask), ...findMissingPython(ask)];
}

function findMissingDistribution({ program, homepage }: Distribution, ask: Ask): readonly Missing[] {
  const fix = `install ${terraformVersion} from ${homepage}`;
  const answer = ask(program, "version", "-json");
  if (answer === undefined) return [{ what: `no ${program} on PATH`, fix }];
  // Not parsed as a whole: OpenTofu writes its warnings, such as of a configuration file that is not there, before the JSON.
  const [, version = "of an unknown version"] = /"terraform_version": *"([^"]+)"/.exec(answer) ?? [];
  return satisfies(version, terraformVersion) ? [] : [{ what: `${program} is ${version}`, fix }];
}

function findMissingPython(ask: Ask): readonly Missing[] {
  const fix = `install ${pythonVersion} from https://www.python.org/downloads`;
  const answer = ask("python3", "--version");
  if (answer === undefined) return [{ what: "no python3 on PATH", fix }];
  const version = coerce(answer)?.version ?? "of an unknown version";
  if (!satisfies(version, pythonVersion)) return [{ what: `python3 is ${version}`, fix }];
  if (ask("python3", "-c", "import venv, ensurepip") !== undefined) return [];
  return [{ what: "python3 has no module venv", fix: "install it; on Debian and Ubuntu apt-get install python3-venv" }];
}

/** Runs programs with some variables, whose PATH says where they are. */
export function askWith(variables: NodeJS.ProcessEnv): Ask {
  return (program, ...args) => {
    const { status, stdout } = spawnSync(program, args, { encoding: "utf8", env: variables });
    return status === 0 ? stdout : undefined;
  };
}
