import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** How often it says how far it is. */
const progressMs = 10_000;

/**
 * Installs Python packages into an environment of their own, where these versions are not there yet.
 * @throws Error with the last lines of pip where it fails
 */
export async function installPackages(
  venv: string,
  packages: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const receipt = join(venv, "installed.txt");
  if (existsSync(receipt) && readFileSync(receipt, "utf8") === packages.join("\n")) return;
  say(`local: installing ${packages.join(", ")} into ${venv}, once; this takes minutes`);
  mkdirSync(dirname(venv), { recursive: true });
  // What an install that was killed left there goes.
  execFileSync("python3", ["-m", "venv", "--clear", venv], { stdio: ["ignore", "ignore", "inherit"] });
  await pipInstall(join(venv, "bin", "pip"), packages, say);
  writeFileSync(receipt, packages.join("\n"));
  say("local: installed");
}

async function pipInstall(pip: string, packages: readonly string[], say: (line: string) => void): Promise<void> {
  const child = spawn(pip, ["install", "--disable-pip-version-check", "--progress-bar=off", ...packages], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const started = Date.now();
  const lines: string[] = [];
  const note = (line: string) => lines.push(line);
  createInterface(child.stdout).on("line", note);
  createInterface(child.stderr).on("line", note);
  const progress = setInterval(() => say(`local: ${progressOf(lines)}, ${secondsSince(started)} s`), progressMs);
  const exitCode = await new Promise((ended) => child.on("error", () => ended(1)).on("close", ended));
  clearInterval(progress);
  if (exitCode === 0) return;
  throw new Error(
    [
      `local: pip could not install ${packages.join(", ")}; it needs PyPI, or an index that PIP_INDEX_URL names. It said last:`,
      ...lines.slice(-5).map((line) => `  ${line}`),
    ].join("\n"),
  );
}

/** How far pip is, by what it has printed. */
export function progressOf(lines: readonly string[]): string {
  if (lines.some((line) => line.startsWith("Installing collected packages"))) return "unpacking";
  const count = lines.filter((line) => line.trimStart().startsWith("Collecting ")).length;
  return `${count} packages found so far`;
}

function secondsSince(started: number): number {
  return Math.round((Date.now() - started) / 1000);
}
