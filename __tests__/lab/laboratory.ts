import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ModuleName, type ProviderName, providerVersions } from "../../modules/versions";
import { type Distribution, terraform } from "../../src/local/distribution";
import { type EmulatorProcesses, stopEmulators } from "../../src/local/emulator-processes";
import { startEmulators } from "../../src/local/emulators";
import { type Emulators, emulatedBy } from "../../src/local/endpoints";
import { labFolder } from "../../src/local/lab-folder";
import type { Missing } from "../../src/local/missing";
import { askWith, findMissingPrograms } from "../../src/local/programs";
import { findTerraformSources } from "../../src/local/terraform-sources";
import { isManaged } from "../../src/terraform/address";
import { succeed, type Terraform, terraformIn } from "../../src/terraform/terraform";
import { freePorts } from "./free-ports";
import { missPart } from "./left-out";

const project = resolve(__dirname, "..", "..");
/** The account that every environment of the project stands in. */
export const accountId = "111122223333";

/** What a part of the lab needs beside emulators and Terraform. */
export interface LaboratoryNeeds {
  /** @default - Terraform */
  readonly distribution?: Distribution;
  /** What else this machine cannot have. @default [] */
  readonly missing?: readonly Missing[];
  /** For every program that the part runs. @default {} */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the emulated EKS says of clusters that run outside of it, by name, in a file of the part's folder. @default - nothing runs */
  readonly clusters?: string;
}

/** What a part of the lab works with: emulators of its own, a folder of its own. */
export interface Laboratory {
  readonly folder: string;
  readonly emulators: Emulators;
  /** Synthesizes an environment of the project as it stands, in emulators and with some of its fields replaced. */
  readonly synth: (environment: string, changes?: object, outdir?: string) => string;
  readonly terraform: (stack: string, outdir?: string) => Terraform;
  /** Starts one of the project's npm scripts in a process group of its own. */
  readonly start: (script: string, ...args: readonly string[]) => ChildProcess;
  /** Starts Terraform for a stack, which must be initialized, in a process group of its own. */
  readonly startTerraform: (stack: string, ...args: readonly string[]) => ChildProcess;
  /** Runs commands as a person would in a clone that this folder stands for, with AWS's command line talking to the emulator. */
  readonly shell: (...commands: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

/**
 * A laboratory for one part, or undefined with the reason printed where this machine cannot have it.
 * @throws Error instead, where TANDEM_LAB_REQUIRED=1
 */
export async function openLaboratory(
  part: string,
  modules: readonly (ModuleName | ProviderName)[],
  { distribution = terraform, missing: others = [], variables: further = {}, clusters }: LaboratoryNeeds = {},
): Promise<Laboratory | undefined> {
  const lab = labFolder(process.env);
  const variables = {
    ...process.env,
    PATH: `${join(lab, "bin")}:${process.env["PATH"] ?? ""}`,
    TERRAFORM_BINARY_NAME: distribution.program,
    ...further,
  };
  const sources = await findTerraformSources(lab, modules, variables, distribution);
  const missing = [...findMissingPrograms(distribution, askWith(variables)), ...sources.missing, ...others];
  if (missing.length > 0) {
    missPart(part, missing.map(({ what }) => what).join("; "));
    return undefined;
  }
  const { TANDEM_AWS_PROVIDER: provider = "of the registry", TANDEM_MODULES: source = "the registry" } =
    sources.variables;
  process.stdout.write(`lab: ${part} with ${distribution.name}, hashicorp/aws ${provider}, modules from ${source}\n`);
  mkdirSync(join(lab, "runs"), { recursive: true });
  const folder = mkdtempSync(join(lab, "runs", `${part}-`));
  const [ministack, moto] = await freePorts(2);
  const emulators = { ministack: `https://127.0.0.1:${ministack}`, moto: `http://127.0.0.1:${moto}` };
  const processes = await startEmulators({
    ...{ lab, logs: folder, accountId, emulators },
    ...(clusters === undefined ? {} : { clusters: join(folder, clusters) }),
  });
  return new RunningLaboratory(folder, emulators, processes, { ...variables, ...sources.variables });
}

class RunningLaboratory implements Laboratory {
  constructor(
    readonly folder: string,
    readonly emulators: Emulators,
    private readonly processes: EmulatorProcesses,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  readonly synth = (environment: string, changes: object = {}, outdir = "cdktf.out"): string => {
    const directory = join(this.folder, "environments");
    mkdirSync(directory, { recursive: true });
    const fields = JSON.stringify({ emulator: emulatedBy(this.emulators), deletionProtection: false, ...changes });
    writeFileSync(
      join(directory, `${environment}.ts`),
      `import { environment as original } from ${JSON.stringify(join(project, "environments", environment))};\n` +
        `export const environment = { ...original, ...${fields} };\n`,
    );
    return execFileSync(process.execPath, ["-r", "./scripts/typescript.cjs", "main.ts"], {
      cwd: project,
      env: {
        ...this.variables,
        TANDEM_ENVIRONMENTS: directory,
        ENVIRONMENT: environment,
        CDKTF_OUTDIR: join(this.folder, outdir),
      },
      encoding: "utf8",
    });
  };

  readonly terraform = (stack: string, outdir = "cdktf.out"): Terraform =>
    terraformIn({ directory: join(this.folder, outdir, "stacks", stack), variables: this.variables });

  readonly start = (script: string, ...args: readonly string[]): ChildProcess =>
    spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: project,
      env: {
        ...this.variables,
        PATH: this.path,
        CDKTF_OUTDIR: join(this.folder, "cdktf.out"),
        TANDEM_ENVIRONMENTS: join(this.folder, "environments"),
      },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });

  readonly startTerraform = (stack: string, ...args: readonly string[]): ChildProcess =>
    spawn(this.variables["TERRAFORM_BINARY_NAME"] ?? "terraform", args, {
      cwd: join(this.folder, "cdktf.out", "stacks", stack),
      env: { ...this.variables, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });

  readonly shell = (...commands: readonly string[]): string =>
    execFileSync("bash", ["-euo", "pipefail", "-c", commands.join("\n")], {
      cwd: this.folder,
      env: {
        ...this.variables,
        PATH: this.path,
        AWS_ENDPOINT_URL: this.emulators.moto,
        AWS_ACCESS_KEY_ID: accountId,
        AWS_SECRET_ACCESS_KEY: "emulator",
        AWS_PAGER: "",
        // Of a certificate that the emulator made itself.
        PYTHONWARNINGS: "ignore",
        TF_CLI_ARGS: "-no-color",
      },
      encoding: "utf8",
    });

  /** With AWS's command line, which stands beside the emulators. */
  private get path(): string {
    return `${join(labFolder(this.variables), "venv", "bin")}:${this.variables["PATH"] ?? ""}`;
  }

  readonly close = async (): Promise<void> => {
    await stopEmulators(this.processes);
    // The emulators' logs are in there.
    if (process.env["TANDEM_LAB_KEEP"] !== "1") rmSync(this.folder, { recursive: true, force: true });
  };
}

/** Everything a started script prints, once it has ended. */
export async function outputOf(child: ChildProcess): Promise<{ readonly exitCode: number; readonly output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece: Buffer) => {
      output += piece.toString();
    });
  }
  return new Promise((done) => child.on("close", (code) => done({ exitCode: code ?? 1, output })));
}

/** Does something with several stacks at once. A failure waits for the others: no Terraform may be left running when a test is tried again. */
export async function forAll<S, T>(stacks: readonly S[], run: (stack: S) => Promise<T>): Promise<readonly T[]> {
  const running = stacks.map(run);
  await Promise.allSettled(running);
  return Promise.all(running);
}

/** init, validate, plan and apply of one stack, each without a warning but those that are expected of its modules. */
export async function applyStack(terraform: Terraform, expected: readonly string[] = []): Promise<string> {
  await succeed(terraform, "init", "-input=false", "-no-color");
  await refuseUnpinned(terraform);
  const validation = JSON.parse(await succeed(terraform, "validate", "-json")) as {
    diagnostics: readonly { summary: string }[];
  };
  const plan = await succeed(terraform, "plan", "-input=false", "-no-color", "-out=tfplan");
  const warnings = [
    ...validation.diagnostics.map(({ summary }) => summary),
    ...[...plan.matchAll(/Warning: (.*)/g)].map(([, summary = ""]) => summary),
  ];
  if (warnings.some((summary) => !expected.includes(summary)))
    throw new Error(`terraform warns: ${warnings.join("; ")}\n${plan}`);
  return succeed(terraform, "apply", "-input=false", "-no-color", "tfplan");
}

/** What Terraform selects for itself is what nobody has tried: a module must bring no provider that the stack does not pin. */
async function refuseUnpinned(terraform: Terraform): Promise<void> {
  const { provider_selections: selections } = JSON.parse(await succeed(terraform, "version", "-json")) as {
    provider_selections: Readonly<Record<string, string>>;
  };
  for (const [address, version] of Object.entries(selections)) {
    const name = address.split("/").at(-1) as ProviderName;
    const isPinned = name === "aws" || providerVersions[name]?.version === version;
    if (!isPinned) throw new Error(`${address} ${version} is selected, expected a version of modules/versions.ts`);
  }
}

/** How many resources Terraform keeps in a stack's state. */
export async function countResources(terraform: Terraform): Promise<number> {
  const list = await succeed(terraform, "state", "list");
  return list.split("\n").filter((address) => address !== "" && isManaged(address)).length;
}

/** What a second plan would change; empty where there is nothing, as it must be. */
export async function findDrift(terraform: Terraform): Promise<string> {
  const { exitCode, output } = await terraform("plan", "-input=false", "-no-color", "-detailed-exitcode");
  return exitCode === 0 ? "" : output;
}

/** Saves a plan of one stack, which nobody has to have initialized. */
export async function planStack(terraform: Terraform): Promise<void> {
  await succeed(terraform, "init", "-input=false");
  await succeed(terraform, "plan", "-input=false", "-out=tfplan");
}

/** What a saved plan does to resources whose type starts so, by address; what it leaves alone is left out. */
export async function changesOf(
  terraform: Terraform,
  type = "",
  plan = "tfplan",
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { resource_changes: changes = [] } = JSON.parse(await succeed(terraform, "show", "-json", plan)) as {
    resource_changes?: readonly {
      address: string;
      type: string;
      mode: string;
      change: { actions: readonly string[] };
    }[];
  };
  const effective = changes.filter(
    (resource) =>
      resource.mode === "managed" && resource.type.startsWith(type) && resource.change.actions[0] !== "no-op",
  );
  return Object.fromEntries(effective.map(({ address, change }) => [address, change.actions]));
}

export async function destroyStack(terraform: Terraform): Promise<string> {
  return succeed(terraform, "destroy", "-input=false", "-no-color", "-auto-approve");
}
