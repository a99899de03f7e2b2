/** What of package-lock.json is read here. https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json */
export interface LockFile {
  /** By where each stands: `node_modules/zod`, and "" for the project itself. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  /** Comes inside of another package, whose integrity covers it. */
  readonly inBundle?: boolean;
  /** Needed to work on the project, not to run it. */
  readonly dev?: boolean;
}

/** The name of a package by where it stands. */
export function packageNameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
