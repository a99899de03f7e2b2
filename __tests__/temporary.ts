import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { onTestFinished } from "vitest";
import { SynthesizedStack } from "./synthesized";

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

/** What CDKTF writes of a stack of an app, with what it prepares only then, such as dependencies. */
export function writtenStack(app: App, id: string): SynthesizedStack {
  app.synth();
  return new SynthesizedStack(id, readFileSync(join(app.outdir, "stacks", id, "cdk.tf.json"), "utf8"));
}
