import { spawnSync } from "node:child_process";
import { table } from "node:console";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineCommand } from "../src/command/define-command";
import { runCommand } from "../src/command/run-command";

/**
 * Medians of whole processes. CPU seconds, since a clock would measure the neighbours of a CI machine, and as multiples of what loading CDKTF
 * takes in the same minutes, since machines differ.
 */
const project = resolve(__dirname, "..");
const repeats = 5;
const fast = [process.execPath, "-r", "./scripts/typescript.cjs", "main.ts"];
const cdktf = [process.execPath, "node_modules/.bin/cdktf", "synth"];

interface Subject {
  readonly what: string;
  readonly command: readonly string[];
  readonly variables?: NodeJS.ProcessEnv;
  /** Kept bundles that are removed before each run. */
  readonly forget?: string;
  /** What `--check` admits: multiples of loading CDKTF, and megabytes. */
  readonly bound?: { readonly times: number; readonly peakMB: number };
}

/** Of all processes of a run together, but memory of the largest one. */
interface Usage {
  readonly cpuSec: number;
  readonly wallSec: number;
  readonly peakMB: number;
}

function main({ check: isCheck = false }: { readonly check?: boolean }): void {
  const scratch = mkdtempSync(join(tmpdir(), "tandem-bench-"));
  try {
    const reference: Subject = { what: "loading CDKTF", command: [process.execPath, "-e", 'require("cdktf")'] };
    const subjects = [reference, ...subjectsIn(scratch).filter(({ bound }) => bound !== undefined || !isCheck)];
    const usages = measureAll(subjects, scratch);
    const rows = subjects.map(({ what, bound }, i) => {
      const { cpuSec = 0, wallSec = 0, peakMB = 0 } = usages[i] ?? {};
      return { what, bound, cpuSec, wallSec, peakMB, times: cpuSec / (usages[0]?.cpuSec ?? 0) };
    });
    process.stdout.write(`Node ${process.version}, ${cpus().length} cores, median of ${repeats}\n`);
    table(
      rows.map(({ what, cpuSec, wallSec, peakMB, times }) => ({
        what,
        "CPU s": cpuSec.toFixed(2),
        "times CDKTF": times.toFixed(1),
        "clock s": wallSec.toFixed(2),
        "peak MB": peakMB.toFixed(0),
      })),
    );
    for (const { what, bound, times, peakMB } of rows.filter(() => isCheck)) {
      if (bound === undefined || (times <= bound.times && peakMB <= bound.peakMB)) continue;
      process.stderr.write(
        `bench: ${what} took ${times.toFixed(1)} times as long as loading CDKTF and ${peakMB.toFixed(0)} MB, expected at most ${bound.times} times and ${bound.peakMB} MB; see docs/adr/0003-fast-synth.md\n`,
      );
      process.exitCode = 1;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function subjectsIn(scratch: string): readonly Subject[] {
  const kept = join(project, "node_modules", ".cache", "tandem");
  const prod = { command: fast, variables: { ENVIRONMENT: "prod" } };
  const many = (count: number) => ({
    what: `${count} environments`,
    command: fast,
    variables: { ENVIRONMENT: "all", TANDEM_ENVIRONMENTS: writeEnvironments(scratch, count) },
  });
  return [
    { ...prod, what: "prod", bound: { times: 4.5, peakMB: 150 } },
    { ...prod, what: "prod, the first time", forget: kept },
    { ...prod, what: "prod, after a change of the program", forget: join(kept, "main.ts.cjs") },
    { ...prod, what: "prod by cdktf synth", command: cdktf },
    many(10),
    { ...many(100), bound: { times: 115, peakMB: 400 } },
  ];
}

/** All of them in turn, so that what else the machine does meets each alike. A first round warms up. */
function measureAll(subjects: readonly Subject[], scratch: string): readonly Usage[] {
  const rounds = Array.from({ length: repeats + 1 }, () => subjects.map((subject) => runOnce(subject, scratch)));
  const median = (i: number, key: keyof Usage) =>
    rounds
      .slice(1)
      .map((round) => round[i]?.[key] ?? 0)
      .toSorted((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
  return subjects.map((_, i) => ({
    cpuSec: median(i, "cpuSec"),
    wallSec: median(i, "wallSec"),
    peakMB: median(i, "peakMB"),
  }));
}

function runOnce({ what, command: [program = "", ...args], variables, forget }: Subject, scratch: string): Usage {
  const report = join(scratch, "usage");
  writeFileSync(report, "");
  if (forget !== undefined) rmSync(forget, { recursive: true, force: true });
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, {
    cwd: project,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      CI: "1",
      // Its own: who comes after a hundred environments would sweep them.
      CDKTF_OUTDIR: join(scratch, what, "cdktf.out"),
      NODE_OPTIONS: `--require ${join(project, "scripts", "usage.cjs")}`,
      TANDEM_USAGE: report,
      ...variables,
    },
    encoding: "utf8",
  });
  const wallSec = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} failed:\n${stderr}`);
  const lines = readFileSync(report, "utf8").trim().split("\n");
  const processes = lines.map((line) => JSON.parse(line) as Omit<Usage, "wallSec">);
  return {
    cpuSec: processes.reduce((sum, { cpuSec }) => sum + cpuSec, 0),
    wallSec,
    peakMB: Math.max(...processes.map(({ peakMB }) => peakMB)),
  };
}

/** A folder of environments like prod, each with a name of its own. */
function writeEnvironments(scratch: string, count: number): string {
  const directory = mkdtempSync(join(scratch, "environments-"));
  const original = JSON.stringify(join(project, "environments", "prod"));
  for (let i = 0; i < count; i += 1) {
    const name = `cell${i}`;
    const source = `import { environment as prod } from ${original};\nexport const environment = { ...prod, name: "${name}", dns: { domain: "${name}.example.com", hostedZoneId: "Z0123456789EXAMPLE" } };\n`;
    writeFileSync(join(directory, `${name}.ts`), source);
  }
  return directory;
}

void runCommand(
  defineCommand("bench", "Measures time and memory of synth, for some minutes.")
    .option("--check", "measure what has a bound, and end with 1 where one is exceeded")
    .action(main),
);
