// node scripts/check-fork.mjs
//
// Holds what docs/adr/0018-life-after-cdktf.md says: with CDKTF's fork in its place the unit tests pass, and every environment gets the same
// bytes but for what the decision names. Works in a copy of the project whose packages are hard links: seconds and one package.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const fork = "npm:cdktn@0.24.0";
const project = resolve(fileURLToPath(import.meta.url), "..", "..");
// Inside the project: links do not cross file systems.
const copy = join(project, ".local", "fork");

rmSync(copy, { recursive: true, force: true });
try {
  copyProject();
  install();
  compareBytes();
  // The lock file is another one here, and with it the notices of licences.
  run(copy, "npx", ["vitest", "run", "--reporter=dot", "--exclude", "__tests__/dependencies/**"]);
  console.log(`fork: ${fork} passes the unit tests and writes the same bytes`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function copyProject() {
  mkdirSync(copy, { recursive: true });
  const generated = ["node_modules", ".git", ".local", "cdktf.out", "terraform-state"];
  for (const name of readdirSync(project).filter((name) => !generated.includes(name)))
    cpSync(join(project, name), join(copy, name), { recursive: true });
  linkAll(join(project, "node_modules"), join(copy, "node_modules"));
  // npm writes the first in place, and bundles in the second are of the packages there.
  for (const name of [".package-lock.json", ".cache"])
    rmSync(join(copy, "node_modules", name), { recursive: true, force: true });
}

function linkAll(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

/** Provider packages name CDKTF as their peer: they take the fork in its place. */
function install() {
  const file = join(copy, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  manifest.dependencies.cdktf = fork;
  const providers = Object.keys(manifest.dependencies).filter((name) => name.startsWith("@cdktf/provider-"));
  manifest.overrides = Object.fromEntries(
    providers.map((name) => [name, { cdktf: "$cdktf", constructs: "$constructs" }]),
  );
  writeFileSync(file, JSON.stringify(manifest));
  run(copy, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]);
}

function compareBytes() {
  const [ours, theirs] = [project, copy].map(synthesizeAll);
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  const different = names.filter((name) => ours.get(name) !== theirs.get(name));
  if (different.length > 0) throw new Error(`fork: ${different.join(", ")} differ from what CDKTF writes`);
}

/**
 * Every file that synth writes, by its path, without what the decision names: the version of the library, line breaks in what is empty. The
 * record of digests goes, which follows from the rest.
 */
function synthesizeAll(directory) {
  const out = join(copy, "cdktf.out", directory === copy ? "fork" : "original");
  run(directory, process.execPath, ["-r", "./scripts/typescript.cjs", "main.ts"], {
    ENVIRONMENT: "all",
    CDKTF_OUTDIR: out,
  });
  const files = readdirSync(out, { recursive: true }).filter(
    (name) => name !== ".synth.json" && statSync(join(out, name)).isFile(),
  );
  return new Map(files.map((name) => [name, textOf(join(out, name))]));
}

function textOf(file) {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".json")) return text;
  const content = JSON.parse(text);
  delete content.version;
  delete content["//"]?.metadata.version;
  return JSON.stringify(content, null, 2);
}

/** Quiet, but for a failure. */
function run(cwd, program, args, variables = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...variables },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`fork: ${program} ${args.join(" ")} failed\n${stdout}${stderr}`);
}
