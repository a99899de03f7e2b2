import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { identitySchema, type RecordedIdentity, tryGetIdentity } from "../environment/identity";
import { identityFileOf } from "./environment-directory";
import { formatProblems } from "./problem";
import { readLiteral } from "./read-literal";

/**
 * Keeps what the state of an environment is made of beside its file, for the team to commit; synth compares with it from then on. Gives the
 * file where it is new or another one than before.
 * @throws Error where the environment file has no identity to keep
 */
export function recordIdentity(directory: string, name: string): string | undefined {
  const identity = readIdentity(join(resolve(directory), `${name}.ts`));
  const path = join(directory, identityFileOf(name));
  const text = `${JSON.stringify(identity, null, 2)}\n`;
  if (tryRead(path) === text) return undefined;
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
  return relative(process.cwd(), path);
}

function readIdentity(path: string): RecordedIdentity {
  const file = relative(process.cwd(), path);
  const read = readLiteral(path);
  if ("problem" in read) throw new Error(formatProblems(file, [read.problem]));
  const { data: fields } = identitySchema.safeParse(read.data);
  if (fields === undefined)
    throw new Error(`${file}: has mistakes, which npm run synth tells; no identity was written`);
  const identity = tryGetIdentity(fields);
  if (identity === undefined) throw new Error(`${file}: keeps no state in buckets, expected backend "s3"`);
  return identity;
}

/** Lets go of it, once nothing stands that was made with it. */
export function forgetIdentity(directory: string, name: string): void {
  rmSync(join(directory, identityFileOf(name)), { force: true });
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
