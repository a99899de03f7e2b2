import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findMissingPrograms } from "../../src/local/programs";
import { readTree, type Tree, writeTree } from "../output/outputs";
import { temporaryDirectory } from "../temporary";

const project = resolve(__dirname, "..", "..");
const guard = "unfinished-synth.tf";

/** What Terraform and people keep beside what synth writes. */
const foreign: Tree = {
  "stacks/local-peering/.terraform.lock.hcl": "lock",
  "stacks/gone-peering/errored.tfstate": "the only copy",
  "stacks/notes/todo.txt": "mine",
};

/** Environments like local: one that changes its owner, and one that is not selected any more. */
function writeEnvironments(): string {
  const directory = join(temporaryDirectory(), "environments");
  mkdirSync(directory);
  const original = JSON.stringify(join(project, "environments", "local"));
  for (const name of ["local", "gone"]) {
    writeFileSync(
      join(directory, `${name}.ts`),
      `import { environment as original } from ${original};\nexport const environment = { ...original, name: "${name}", owner: process.env.OWNER ?? original.owner };\n`,
    );
  }
  return directory;
}

/** The program as `npm run synth` starts it. */
function synth(outdir: string, variables: Readonly<Record<string, string>>, ...preload: readonly string[]) {
  const args = [...preload.flatMap((file) => ["-r", file]), "-r", "./scripts/typescript.cjs", "main.ts"];
  return spawnSync(process.execPath, args, {
    cwd: project,
    env: { PATH: process.env["PATH"], CDKTF_OUTDIR: outdir, ...variables },
    encoding: "utf8",
  });
}

/** Without what synth keeps for itself. */
function visible(outdir: string): Tree {
  return Object.fromEntries(Object.entries(readTree(outdir)).filter(([path]) => !path.startsWith(".synth")));
}

/** Outputs before and after a change of the owner, with what is not synth's. */
function prepare() {
  const variables = { TANDEM_ENVIRONMENTS: writeEnvironments() };
  const [before, after] = [join(temporaryDirectory(), "before"), join(temporaryDirectory(), "after")];
  synth(before, { ...variables, ENVIRONMENT: "local,gone" });
  writeTree(before, foreign);
  const next = { ...variables, ENVIRONMENT: "local", OWNER: "somebody-else" };
  synth(after, next);
  return { before, old: visible(before), renewed: { ...visible(after), ...foreign }, next };
}

function copyOf(before: string, parent = temporaryDirectory()): string {
  const outdir = join(parent, "out");
  cpSync(before, outdir, { recursive: true });
  return outdir;
}

describe("the program, killed at any change of its output", () => {
  it("leaves no mix that Terraform takes, loses nothing of others, and is finished by the next synth", {
    timeout: 1_800_000,
  }, () => {
    const { before, old, renewed, next } = prepare();
    const kill = join(__dirname, "kill-at.cjs");
    const count = Number.parseInt(synth(copyOf(before), next, kill).stderr, 10);
    expect(count).toBeGreaterThan(50);
    const seen = Array.from({ length: count }, (_, number) => {
      const outdir = copyOf(before);
      const { signal } = synth(outdir, { ...next, KILL_AT: String(number) }, kill);
      const tree = visible(outdir);
      const stacks = new Set(Object.keys({ ...old, ...renewed }).filter((path) => path.endsWith("/cdk.tf.json")));
      const taken = [...stacks].filter((path) => path in tree && !(path.replace("cdk.tf.json", guard) in tree));
      const ages = new Set(
        taken.map((path) => (tree[path] === old[path] ? "old" : tree[path] === renewed[path] ? "new" : "torn")),
      );
      expect({ number, signal, ages: [...ages].length < 2 && !ages.has("torn") }).toEqual({
        number,
        signal: "SIGKILL",
        ages: true,
      });
      expect(tree).toMatchObject(foreign);
      expect(synth(outdir, next)).toMatchObject({ status: 0, stderr: "" });
      expect(visible(outdir), `killed at ${number}`).toEqual(renewed);
      rmSync(outdir, { recursive: true });
      return taken.length === 0 ? "none" : [...ages].join();
    });
    const tally = (age: string) => seen.filter((each) => each === age).length;
    process.stdout.write(
      `lab: ${count} kills; Terraform took old stacks after ${tally("old")}, none after ${tally("none")}, new ones after ${tally("new")}\n`,
    );
  });

  it.skipIf(findMissingPrograms().length > 0)("is noticed by Terraform, which says what to do", () => {
    const { before, next } = prepare();
    const outdir = copyOf(before);
    const kill = join(__dirname, "kill-at.cjs");
    const stack = join(outdir, "stacks", "local-peering");
    const count = Number.parseInt(synth(copyOf(before), next, kill).stderr, 10);
    for (let number = count; !existsSync(join(stack, guard)); number -= 1) {
      rmSync(outdir, { recursive: true });
      cpSync(before, outdir, { recursive: true });
      synth(outdir, { ...next, KILL_AT: String(number) }, kill);
    }
    for (const command of ["init", "plan", "apply", "destroy"]) {
      const { status, stderr } = spawnSync("terraform", [command, "-no-color"], { cwd: stack, encoding: "utf8" });
      expect({ command, status }).toEqual({ command, status: 1 });
      expect(stderr).toContain("old and new stacks may be mixed: run npm run synth again");
    }
  });
});

/** A disk of that many pages, or undefined with the reason printed where this machine gives none. */
function smallDisk(pages: number): string | undefined {
  const disk = temporaryDirectory();
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${pages * 4}k`, "tmpfs", disk], {
    encoding: "utf8",
  });
  if (status !== 0) process.stdout.write(`lab: full disk skipped, because mount says ${stderr}\n`);
  else onTestFinished(() => void spawnSync("umount", [disk]));
  return status === 0 ? disk : undefined;
}

it("leaves everything as it was on a disk that is full at any point", { timeout: 600_000 }, ({ skip }) => {
  const { before, old, renewed, next } = prepare();
  const disk = smallDisk(200) ?? skip();
  const filler = join(disk, "filler");
  let ended = 0;
  let refused = 0;
  for (let room = 0; ended === 0; room += 1) {
    const outdir = copyOf(before, disk);
    spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4k"]);
    const size = statSync(filler).size - room * 4096;
    spawnSync("truncate", ["-s", String(Math.max(size, 0)), filler]);
    const { status, stderr } = synth(outdir, next);
    if (status === 0) ended += 1;
    else {
      refused += 1;
      expect(stderr).toBe(
        `CDKTF_OUTDIR: cannot write ${outdir}, which is as it was: no space is left on its disk; free some, or name another directory\n`,
      );
    }
    expect(visible(outdir), `${room} pages left`).toEqual(status === 0 ? renewed : old);
    rmSync(filler);
    rmSync(outdir, { recursive: true });
  }
  process.stdout.write(`lab: full disk with 0 to ${refused - 1} pages left refused, with ${refused} written\n`);
});

describe("CDKTF's command line", () => {
  const cdktf = (outdir: string, variables: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ["node_modules/.bin/cdktf", "synth", "-o", outdir], {
      cwd: project,
      env: {
        PATH: process.env["PATH"],
        HOME: temporaryDirectory(),
        CHECKPOINT_DISABLE: "1",
        CI: "1",
        FORCE_COLOR: "0",
        ...variables,
      },
      encoding: "utf8",
    });

  it("writes nothing where it would delete what Terraform keeps, and sweeps what is only synth's", () => {
    const { before, next, old, renewed } = prepare();
    const outdir = copyOf(before);
    const refused = cdktf(outdir, next);
    expect(refused.status).toBe(1);
    expect(refused.stderr.replaceAll(/\s+/g, " ")).toContain(
      `${outdir}/stacks/gone-peering: errored.tfstate ${outdir}/stacks/notes: todo.txt run npm run synth, which leaves these files where they are, or move them away`,
    );
    expect(visible(outdir)).toEqual(old);

    for (const stack of ["gone-peering/errored.tfstate", "notes"])
      rmSync(join(outdir, "stacks", stack), { recursive: true });
    expect(cdktf(outdir, next).status).toBe(0);
    const { "stacks/gone-peering/errored.tfstate": _, "stacks/notes/todo.txt": __, ...expected } = renewed;
    expect(visible(outdir)).toEqual(expected);
    expect(existsSync(join(outdir, "stacks", "gone-peering"))).toBe(false);
    expect(readFileSync(join(outdir, "manifest.json"), "utf8")).not.toContain("gone");
  });
});
