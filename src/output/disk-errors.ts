import { accessSync, constants, lstatSync, readlinkSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { guardFile } from "./stack-guard";

/** Whether an error is one of writing a directory. Those of a full disk have no path; with one, it must be in there: plans read files too. */
export function isErrorOfWriting(error: unknown, outdir: string): boolean {
  const { code, syscall, path = outdir } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined && `${resolve(path)}${sep}`.startsWith(`${resolve(outdir)}${sep}`);
}

/** What hinders, and what to do about it. */
export function explainWriting(error: unknown, outdir: string): string {
  const { code = "", syscall, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  // Of the two places of a rename, the one that a person knows.
  const known = [dest, path].find((each) => each !== undefined && !each.includes(`${sep}.synth`)) ?? outdir;
  const where = known.replace(`${sep}${guardFile}`, "");
  const noPermission = `no permission for ${where}; give it to the user who runs synth, or name another directory`;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: "no space is left on its disk; free some, or name another directory",
    EDQUOT: "the quota of its disk is used up; free some space, or name another directory",
    EROFS: "its file system is read-only; name another directory",
    EACCES: noPermission,
    EPERM: noPermission,
  };
  const inTheWay = ["ENOTDIR", "EEXIST"].includes(code) ? explainPath(nearestThatExists(where)) : undefined;
  return inTheWay ?? reasons[code] ?? `${code} in ${syscall} of ${where}; correct that, or name another directory`;
}

/** Why a directory cannot be made, or is none. */
export function explainMaking(error: unknown, outdir: string): string {
  const above = nearestThatExists(outdir);
  // Node says ENOENT where it makes several directories at once and may not make the first.
  const cause = attempt(() => accessSync(above, constants.W_OK)) ?? error;
  return explainPath(above) ?? `cannot make ${outdir}: ${explainWriting(cause, outdir)}`;
}

function nearestThatExists(path: string): string {
  const isMissing = attempt(() => lstatSync(path)) !== undefined;
  return isMissing && dirname(path) !== path ? nearestThatExists(dirname(path)) : path;
}

/** Why something that exists is no directory; undefined where it is one. */
function explainPath(path: string): string | undefined {
  if (attempt(() => statSync(path)) !== undefined) {
    return `${path} is a link to ${readlinkSync(path)}, which does not exist, expected a directory; make that one, or name another`;
  }
  return statSync(path).isDirectory()
    ? undefined
    : `${path} is a file, expected a directory; name another, or remove it`;
}

/** The error of something; undefined where there is none. */
function attempt(look: () => unknown): unknown {
  try {
    look();
    return undefined;
  } catch (error) {
    return error;
  }
}
