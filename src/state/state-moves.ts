import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isManaged } from "../terraform/address";
import { succeed, type Terraform } from "../terraform/terraform";

/** One environment's state stack on this machine. */
export interface StateWorkplace {
  readonly terraform: Terraform;
  /** The directory of the state stack's cdk.tf.json. */
  readonly stackDirectory: string;
  /** Where the stack's state stands while there is no bucket, as an absolute path outside of the output directory. */
  readonly localState: string;
  readonly say: (line: string) => void;
}

/**
 * Creates the state buckets and moves the stack's own state into its bucket. Safe to run again at any point: it goes on where it stopped, and
 * makes again what was deleted since.
 * @throws Error where the buckets exist already but their state does not, or where Terraform fails
 */
export async function bootstrapState(workplace: StateWorkplace, applyArgs: readonly string[]): Promise<void> {
  const { terraform, localState, say } = workplace;
  const found = await findRemoteState(workplace);
  if (found === "full") {
    keepLocalCopy(localState);
    say("state: it is in its bucket; asking Terraform whether something of it is missing");
    const output = await succeed(terraform, "apply", ...applyArgs);
    return say(output.includes("No changes.") ? "state: nothing to do" : "state: done");
  }
  if (found === "empty" && !existsSync(localState)) {
    throw new Error(
      "state: the bucket exists, but holds no state of this stack and there is none here; expected one of the two. " +
        "Restore the last version of the state in the bucket, or take over what exists: docs/runbooks/killed-apply.md",
    );
  }
  const wasKilled = existsSync(localState);
  say(`state: creating the buckets, with state in ${localState}`);
  useLocalState(workplace);
  // Terraform takes an empty file for no state. Its presence says that a bootstrap has begun.
  writeFileSync(localState, "", { flag: "a" });
  await succeed(terraform, "init", "-input=false", "-reconfigure");
  if (wasKilled) await noteWhatExists(workplace);
  await succeed(terraform, "apply", ...applyArgs);

  say("state: moving the state into its bucket");
  useRemoteState(workplace);
  await succeed(terraform, "init", "-input=false", "-migrate-state", "-force-copy");
  await expectResources(terraform);
  keepLocalCopy(localState);
  say("state: done");
}

/**
 * Takes the stack's state out of its bucket and destroys the buckets. Every other stack must be destroyed before.
 * @throws Error where another stack still has resources, or where Terraform fails
 */
export async function retireState(
  workplace: StateWorkplace,
  others: ReadonlyMap<string, Terraform>,
  destroyArgs: readonly string[],
): Promise<void> {
  const { terraform, localState, say } = workplace;
  for (const [id, other] of others) {
    const left = await listRemoteResources(other);
    if (left.length > 0) {
      throw new Error(
        `state: ${id} still has ${left.length} resources, expected none; run terraform destroy there first`,
      );
    }
  }
  if (!existsSync(localState)) {
    say(`state: moving the state to ${localState}`);
    useRemoteState(workplace);
    await succeed(terraform, "init", "-input=false", "-reconfigure");
    await expectResources(terraform);
    useLocalState(workplace);
    await succeed(terraform, "init", "-input=false", "-migrate-state", "-force-copy");
  }
  say("state: destroying the buckets");
  useLocalState(workplace);
  await succeed(terraform, "init", "-input=false", "-reconfigure");
  await succeed(terraform, "destroy", ...destroyArgs);
  useRemoteState(workplace);
  rmSync(localState, { force: true });
  rmSync(`${localState}.backup`, { force: true });
  say("state: done");
}

/** Resources in a stack's state in its bucket; none where the bucket is gone already. */
async function listRemoteResources(terraform: Terraform): Promise<readonly string[]> {
  const { exitCode, output } = await terraform("init", "-input=false");
  if (exitCode === 0) return listResources(terraform);
  if (bucketIsMissing(output)) return [];
  throw new Error(`terraform init -input=false failed with exit code ${exitCode}:\n${output}`);
}

function bucketIsMissing(output: string): boolean {
  return /does not exist|NoSuchBucket/.test(output);
}

async function findRemoteState(workplace: StateWorkplace): Promise<"none" | "empty" | "full"> {
  useRemoteState(workplace);
  const { exitCode, output } = await workplace.terraform("init", "-input=false", "-reconfigure");
  if (exitCode !== 0) {
    if (bucketIsMissing(output)) return "none";
    throw new Error(`terraform init failed with exit code ${exitCode}:\n${output}`);
  }
  return (await listResources(workplace.terraform)).length === 0 ? "empty" : "full";
}

/** Resources under names of ours, which cannot be made twice, and the argument that Terraform imports them by. */
const importedBy = { aws_s3_bucket: "bucket", aws_kms_alias: "name" } as const;

type NamedResources = { readonly [Type in keyof typeof importedBy]?: Readonly<Record<string, Record<string, string>>> };

/**
 * A killed Terraform may have made what it had no time to note, and the next apply would stumble over the name. It may even have lost its
 * notes: it empties the file before it writes. Keys have no name; one that is not noted stays behind, unused.
 */
async function noteWhatExists({ terraform, stackDirectory, say }: StateWorkplace): Promise<void> {
  say("state: an earlier run was killed; looking for what it made and did not note");
  const { resource } = JSON.parse(readFileSync(join(stackDirectory, "cdk.tf.json"), "utf8")) as {
    resource: NamedResources;
  };
  const noted = await listResources(terraform);
  for (const [type, argument] of Object.entries(importedBy)) {
    for (const [name, values] of Object.entries(resource[type as keyof NamedResources] ?? {})) {
      const address = `${type}.${name}`;
      if (noted.includes(address)) continue;
      const { exitCode, output } = await terraform("import", "-input=false", address, values[argument] ?? "");
      const isAbsent = output.includes("Cannot import non-existent remote object");
      if (exitCode !== 0 && !isAbsent) throw new Error(`terraform import of ${address} failed:\n${output}`);
      say(isAbsent ? `state: ${address} was not made yet` : `state: ${address} is noted now`);
    }
  }
}

function keepLocalCopy(localState: string): void {
  if (existsSync(localState)) renameSync(localState, `${localState}.moved`);
  rmSync(`${localState}.backup`, { force: true });
}

async function expectResources(terraform: Terraform): Promise<void> {
  if ((await listResources(terraform)).length === 0) {
    throw new Error(
      "state: the state that Terraform reads from the bucket is empty, expected the buckets themselves; nothing was removed",
    );
  }
}

/** Addresses of the managed resources in a state; none where there is no state at all, which Terraform calls a failure. */
async function listResources(terraform: Terraform): Promise<readonly string[]> {
  const { exitCode, output } = await terraform("state", "list");
  if (exitCode !== 0 && output.includes("No state file was found")) return [];
  if (exitCode !== 0) throw new Error(`terraform state list failed with exit code ${exitCode}:\n${output}`);
  return output.split("\n").filter((line) => /^[\w-]+\.[\w.-]/.test(line) && isManaged(line));
}

/** Terraform merges *_override files over the rest: the stack itself need not know of its bootstrap. */
function useLocalState({ stackDirectory, localState }: StateWorkplace): void {
  mkdirSync(dirname(localState), { recursive: true });
  const backend = { terraform: { backend: { local: { path: localState } } } };
  writeFileSync(overrideFile(stackDirectory), `${JSON.stringify(backend, null, 2)}\n`);
}

function useRemoteState({ stackDirectory }: StateWorkplace): void {
  rmSync(overrideFile(stackDirectory), { force: true });
}

function overrideFile(stackDirectory: string): string {
  return join(stackDirectory, "bootstrap_override.tf.json");
}
