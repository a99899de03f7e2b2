import { lstatSync, type Stats } from "node:fs";

/** What stands at a path, not at what it may link to; undefined where nothing does, or a file stands above it. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    return undefined;
  }
}
