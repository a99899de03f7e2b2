import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import type { ModuleContract, ModuleInput } from "./contract";
import { parseTypeExpression } from "./type-expression";

interface Hcl {
  readonly variable?: Readonly<Record<string, readonly { type?: string; default?: unknown; nullable?: boolean }[]>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly terraform?: readonly {
    required_version?: string;
    required_providers?: readonly Readonly<Record<string, { source?: string; version?: string }>>[];
  }[];
}

/**
 * Reads the contract of a module from the directory of its source.
 * @throws Error where the directory holds no variables: an empty directory must not become an empty contract
 */
export async function extractContract(module: string, version: string, directory: string): Promise<ModuleContract> {
  const files = readdirSync(directory).filter((file) => file.endsWith(".tf"));
  const parsed = await Promise.all(
    files.map(async (file) => (await parse(file, readFileSync(join(directory, file), "utf8"))) as Hcl),
  );
  const inputs = sortedByName(
    parsed.flatMap((hcl) => Object.entries(hcl.variable ?? {}).map(([name, [body]]) => [name, inputOf(body)])),
  );
  if (Object.keys(inputs).length === 0)
    throw new Error(`no variables in ${directory}: expected the source of ${module} ${version}`);
  const settings = parsed.flatMap((hcl) => hcl.terraform ?? []);
  const providers = settings
    .flatMap((block) => block.required_providers ?? [])
    .flatMap((block) => Object.entries(block));
  return {
    module,
    version,
    terraform: settings.find((block) => block.required_version !== undefined)?.required_version ?? ">= 0",
    providers: sortedByName(
      providers.map(([name, { source = `hashicorp/${name}`, version = ">= 0" }]) => [name, { source, version }]),
    ),
    inputs,
    outputs: parsed.flatMap((hcl) => Object.keys(hcl.output ?? {})).toSorted(),
  };
}

function inputOf(body: { type?: string; default?: unknown; nullable?: boolean } = {}): ModuleInput {
  const expression = (body.type ?? "any").replace(/^\$\{([\s\S]*)\}$/, "$1");
  return { type: parseTypeExpression(expression), required: !("default" in body), nullable: body.nullable ?? true };
}

function sortedByName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
