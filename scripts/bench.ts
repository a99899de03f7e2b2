import { spawnSync } from "node:child_process";
import { table } from "node:console";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineCommand } from "../src/command/define-command";
import { runCommand } from "../src/command/run-command";

/**
 * Medians of whole processes, from start to exit, with the peak memory of the largest one. Each Node process writes its own peak to a file
 * when it exits; a timed test would only measure the neighbours of a CI machine.
 */
const project = resolve(__dirname, "..");
const repeats = 5;
const fast = [process.execPath, "-r", "./scripts/typescript.cjs", "main.ts"];
const cdktf = [process.execPath, "node_modules/.bin/cdktf", "synth"];

interface Measurement {
  readonly seconds: number;
  readonly peakMB: number;
}

function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "tandem-bench-"));
  try {
    const rows = [
      ...["dev", "prod"].flatMap((environment) => [
        measure(`fast path, ${environment}`, fast, { ENVIRONMENT: environment }, scratch),
        measure(`cdktf synth, ${environment}`, cdktf, { ENVIRONMENT: environment }, scratch),
      ]),
      ...[1, 10, 100].map((count) => {
        const directory = writeEnvironments(scratch, count);
        return measure(
          `fast path, ${count} environments`,
          fast,
          { ENVIRONMENT: "all", TANDEM_ENVIRONMENTS: directory },
          scratch,
        );
      }),
    ];
    process.stdout.write(`Node ${process.version}, ${cpus().length} cores, median of ${repeats}\n`);
    table(rows);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function measure(what: string, command: readonly string[], variables: NodeJS.ProcessEnv, scratch: string) {
  const runs = Array.from({ length: repeats }, () => runOnce(command, variables, scratch));
  const median = (pick: (run: Measurement) => number) =>
    runs.map(pick).toSorted((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
  return {
    what,
    seconds: Number(median((run) => run.seconds).toFixed(2)),
    "peak MB": Math.round(median((run) => run.peakMB)),
  };
}

function runOnce(
  [program = "", ...args]: readonly string[],
  variables: NodeJS.ProcessEnv,
  scratch: string,
): Measurement {
  const peaks = join(scratch, "peaks");
  const reporter = join(scratch, "peak.cjs");
  writeFileSync(peaks, "");
  writeFileSync(
    reporter,
    `process.on("exit", () => require("fs").appendFileSync(${JSON.stringify(peaks)}, process.resourceUsage().maxRSS + "\\n"));`,
  );
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, {
    cwd: project,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      CI: "1",
      CDKTF_OUTDIR: join(scratch, "cdktf.out"),
      NODE_OPTIONS: `--require ${reporter}`,
      ...variables,
    },
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} failed:\n${stderr}`);
  const peakMB = Math.max(...readFileSync(peaks, "utf8").trim().split("\n").map(Number)) / 1024;
  return { seconds, peakMB };
}

/** A folder of environments like prod, each with a name of its own. */
function writeEnvironments(scratch: string, count: number): string {
  const directory = mkdtempSync(join(scratch, "environments-"));
  const original = JSON.stringify(join(project, "environments", "prod"));
  for (let i = 0; i < count; i += 1) {
    const name = `cell${i}`;
    const source = `import { environment as prod } from ${original};\nexport const environment = { ...prod, name: "${name}" };\n`;
    writeFileSync(join(directory, `${name}.ts`), source);
  }
  return directory;
}

void runCommand(defineCommand("bench", "Measures time and memory of synth, for about a minute.").action(main));
