import { rmSync } from "node:fs";
import { App, Testing } from "cdktf";
import type { Construct } from "constructs";
import { SynthesizedStack } from "../synthesized";

/**
 * What a stack says in which nothing stands but what is built here: CDKTF's `Testing.synthScope`, typed, and without the directory that it
 * leaves behind. Like that it prepares nothing that crosses stacks: whole stacks are tested through `synthesized`.
 */
export function synthScope(build: (scope: Construct) => void): SynthesizedStack {
  let outdir = "";
  try {
    const text = Testing.synthScope((scope) => {
      ({ outdir } = App.of(scope));
      build(scope);
    });
    return new SynthesizedStack("stack", text);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
