import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { onTestFinished } from "vitest";

/** A new empty directory that is gone when the running test ends. */
export function temporaryDirectory(parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, "tandem-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An app whose output directory is gone when the running test ends. */
export function temporaryApp(): App {
  return new App({ stackTraces: false, outdir: join(temporaryDirectory(), "out") });
}
