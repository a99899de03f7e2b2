import { findMismatches } from "./check-value";
import type { ModuleContract } from "./contract";
import { canResolve } from "./version-constraint";

/** The parts of a synthesized stack (cdk.tf.json) that module calls need. */
export interface StackJson {
  readonly module?: Readonly<Record<string, ModuleCall>>;
  readonly terraform?: {
    readonly required_version?: string;
    readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
}

export type ModuleCall = Readonly<Record<string, unknown>> & { readonly source: string; readonly version?: string };

const metaArguments = new Set(["source", "version", "providers", "depends_on", "count", "for_each", "//"]);

/** Everything about the module calls of one stack that Terraform would refuse, or drop without a word. */
export function checkModuleCalls(stack: StackJson, contracts: readonly ModuleContract[]): readonly string[] {
  return Object.entries(stack.module ?? {}).flatMap(([id, call]) => {
    const contract = contracts.find(({ module, version }) => isCallOf(call, module, version));
    if (contract === undefined) {
      const known = contracts.map(({ module, version }) => `${module} ${version}`).join(", ");
      return [`module.${id}: got ${call.source} ${call.version ?? ""}, expected a module with a contract: ${known}`];
    }
    const problems = [
      ...inputProblems(call, contract),
      ...outputProblems(id, stack, contract),
      ...versionProblems(stack, contract),
    ];
    return problems.map((problem) => `module.${id}: ${problem}`);
  });
}

function isCallOf({ source, version }: ModuleCall, module: string, contractVersion: string): boolean {
  if (version === undefined) return source.endsWith(`/${module}/${contractVersion}`);
  return version === contractVersion && (source === module || source.endsWith(`/${module}`));
}

function inputProblems(call: ModuleCall, { inputs }: ModuleContract): readonly string[] {
  const given = Object.entries(call).filter(([name]) => !metaArguments.has(name));
  const missing = Object.entries(inputs).filter(([name, { required }]) => required && !(name in call));
  return [
    ...missing.map(([name]) => `${name}: got nothing, expected a value: the input is required`),
    ...given.flatMap(([name, value]) => {
      const input = inputs[name];
      if (input === undefined) return [`${name}: got an unknown input, expected one that the module has`];
      if (value === null && input.required && !input.nullable) return [`${name}: got null, expected a value`];
      return findMismatches(value, input.type).map(
        ({ path, got, expected }) => `${name}${path}: got ${got}, expected ${expected}`,
      );
    }),
  ];
}

function outputProblems(id: string, stack: StackJson, { outputs }: ModuleContract): readonly string[] {
  const references = JSON.stringify(stack).matchAll(/\bmodule\.([\w-]+)\.(\w+)/g);
  const read = [...references].filter(([, module]) => module === id).map(([, , output]) => output ?? "");
  return [...new Set(read)]
    .filter((output) => !outputs.includes(output))
    .map((output) => `output ${output}: got a reference, expected an output that the module has`);
}

function versionProblems({ terraform }: StackJson, contract: ModuleContract): readonly string[] {
  const needs = Object.values(contract.providers).flatMap(({ source, version }) => {
    const asked = Object.values(terraform?.required_providers ?? {}).find((provider) =>
      matchesSource(provider.source, source),
    );
    return asked === undefined || canResolve(asked.version, version)
      ? []
      : [`provider ${source}: got ${asked.version}, expected a range that meets ${version}`];
  });
  const asked = terraform?.required_version ?? ">= 0";
  if (canResolve(asked, contract.terraform)) return needs;
  return [...needs, `terraform: got ${asked}, expected a range that meets ${contract.terraform}`];
}

/** `aws` and `hashicorp/aws` name the same provider. */
function matchesSource(a: string, b: string): boolean {
  return a.replace(/^hashicorp\//, "") === b.replace(/^hashicorp\//, "");
}
