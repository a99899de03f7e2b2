import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { SynthesizedStack } from "../synthesized";
import { temporaryApp } from "../temporary";

/** What a stack says in which nothing stands but what is built here. Only within a test. */
export function constructed(build: (scope: Construct) => void): SynthesizedStack {
  const stack = new TerraformStack(temporaryApp(), "stack");
  build(stack);
  return new SynthesizedStack("stack", JSON.stringify(stack.toTerraform()));
}
