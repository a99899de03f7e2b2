import type { TerraformType } from "./type-expression";

/** What one version of a public module takes, gives and needs: facts from its source, without a word of its prose. */
export interface ModuleContract {
  /** Registry address, such as `terraform-aws-modules/vpc/aws` or `terraform-aws-modules/rds/aws//modules/db_instance`. */
  readonly module: string;
  readonly version: string;
  /** Constraint on Terraform itself. */
  readonly terraform: string;
  readonly providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  readonly inputs: Readonly<Record<string, ModuleInput>>;
  readonly outputs: readonly string[];
}

export interface ModuleInput {
  readonly type: TerraformType;
  /** Whether a call must set it: it has no default. */
  readonly required: boolean;
  /** Whether null means null; otherwise null means the default. */
  readonly nullable: boolean;
}

/** A contract as JSON with one line per input, so that the difference between two versions reads well. */
export function writeContract({ inputs, ...facts }: ModuleContract): string {
  const lines = Object.entries(inputs).map(([name, input]) => `    ${JSON.stringify(name)}: ${JSON.stringify(input)}`);
  const head = JSON.stringify(facts, null, 2).slice(0, -"\n}".length);
  return `${head},\n  "inputs": {\n${lines.join(",\n")}\n  }\n}\n`;
}
