import { spawnSync } from "node:child_process";
import { coerce, satisfies } from "semver";
import { terraformVersion } from "../../modules/versions";
import type { Missing } from "./missing";

/** Runs a program: what it prints, or undefined where it is not there or fails. */
export type Ask = (program: string, ...args: readonly string[]) => string | undefined;

/** What every one of the emulators' packages runs on. */
const pythonVersion = ">=3.10";

/** What the stacks and the emulators need of this machine's programs, and cannot have. */
export function findMissingPrograms(ask: Ask = askProgram): readonly Missing[] {
  return [...findMissingTerraform(ask), ...findMissingPython(ask)];
}

function findMissingTerraform(ask: Ask): readonly Missing[] {
  const fix = `install ${terraformVersion} from https://developer.hashicorp.com/terraform/install`;
  const answer = ask("terraform", "version", "-json");
  if (answer === undefined) return [{ what: "no terraform on PATH", fix }];
  const { terraform_version: version } = JSON.parse(answer) as { terraform_version: string };
  return satisfies(version, terraformVersion) ? [] : [{ what: `terraform is ${version}`, fix }];
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

function askProgram(program: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}
