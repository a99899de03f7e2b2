import { DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, TerraformOutput, TerraformStack } from "cdktf";
import { s3StateConfig } from "./s3-state";
import type { StackAddress } from "./stack-plan";

/** What one kind of stack promises to others: the names of its outputs and their shapes. Renaming one is a breaking change. */
export type ExportContract = Readonly<Record<string, "string" | "list">>;

/** The values of a contract: ids and the like, known after apply. */
export type Exports<C extends ExportContract> = { readonly [K in keyof C]: C[K] extends "list" ? string[] : string };

/** Writes a stack's outputs, all of them and nothing else. */
export function writeExports<C extends ExportContract>(stack: TerraformStack, contract: C, values: Exports<C>): void {
  for (const name of Object.keys(contract)) {
    new TerraformOutput(stack, name, { value: values[name], staticId: true });
  }
}

/** How long lists must be for their reader to be planned: a producer that was applied for another file has fewer zones, or more gateways. */
export type ExpectedLengths<C extends ExportContract> = { readonly [K in ListNames<C>]?: number };

type ListNames<C extends ExportContract> = { [K in keyof C]: C[K] extends "list" ? K : never }[keyof C];

/**
 * Reads another stack's outputs from its state, through one data source. Where lists are not as long as expected, Terraform's plan fails and
 * names the stack to apply first.
 * @throws Error where no such stack was added before: its layer must stand earlier in main.ts
 */
export function readExports<C extends ExportContract>(
  stack: TerraformStack,
  contract: C,
  producer: StackAddress,
  expected: ExpectedLengths<C> = {},
): Exports<C> {
  const produced = stack.node.root.node.tryFindChild(producer.id);
  if (!(produced instanceof TerraformStack)) {
    throw new Error(`${stack.node.id} reads ${producer.id}, which does not exist: add its layer earlier in main.ts`);
  }
  stack.addDependency(produced);
  const state = remoteState(stack, producer);
  const postconditions = Object.entries(expected).map(([name, length]) => ({
    condition: `\${length(self.outputs.${name}) == ${length}}`,
    error_message: `${producer.id} has \${length(self.outputs.${name})} ${name}, and ${stack.node.id} expects ${length}: apply ${producer.id} first.`,
  }));
  if (postconditions.length > 0) state.addOverride("lifecycle", { postcondition: postconditions });
  const values = Object.entries(contract).map(([name, shape]) => [
    name,
    shape === "list" ? state.getList(name) : state.getString(name),
  ]);
  return Object.fromEntries(values);
}

function remoteState(stack: TerraformStack, { id, state, environment }: StackAddress) {
  if (state.backend === "local") return new DataTerraformRemoteStateLocal(stack, id, { path: state.path });
  return new DataTerraformRemoteStateS3(stack, id, s3StateConfig(state, environment));
}
