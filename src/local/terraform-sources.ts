import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type ModuleName,
  moduleProviders,
  moduleVersions,
  type ProviderName,
  providerVersions,
} from "../../modules/versions";
import { canReach } from "../process/ports";
import { type Distribution, terraform } from "./distribution";
import type { Missing } from "./missing";

/** Where Terraform gets its providers and modules on this machine. */
export interface TerraformSources {
  /** Variables for Terraform and for synth; empty where the public registry serves everything. */
  readonly variables: Readonly<Record<string, string>>;
  /** What of it cannot be had. */
  readonly missing: readonly Missing[];
}

/** What must stand beside a local copy of a module: copies of the modules that it calls. */
const calledModules: Readonly<Record<ModuleName, readonly string[]>> = { vpc: [], rds: [], eks: ["kms/aws/4.0.0"] };

/**
 * Looks for local copies of modules with their providers, and of providers alone, first; for the public registry then. A provider found in a
 * mirror sets the version constraint that synth emits; modules found in the lab folder set the module source.
 */
export async function findTerraformSources(
  lab: string,
  needs: readonly (ModuleName | ProviderName)[],
  variables: NodeJS.ProcessEnv,
  distribution: Distribution = terraform,
  canReachRegistry: (host: string) => Promise<boolean> = canReach,
): Promise<TerraformSources> {
  const { registry } = distribution;
  const modules = needs.filter(isModule);
  const mirrors = [
    join(lab, distribution.mirror),
    ...(variables["TANDEM_PROVIDERS"] ? [resolve(variables["TANDEM_PROVIDERS"])] : []),
  ];
  const [awsVersion] = mirrors
    .flatMap((mirror) => versionsIn(join(mirror, registry, "hashicorp", "aws")))
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const moduleRoot = join(lab, "modules");
  const absent = modules
    .flatMap((name) => [`${name}/aws/${moduleVersions[name]}`, ...calledModules[name]])
    .filter((path) => !existsSync(join(moduleRoot, "terraform-aws-modules", path)));
  const pinned = new Set(needs.flatMap((name) => (isModule(name) ? moduleProviders[name] : [name])));
  const without = [...pinned]
    .filter((name) => name !== "aws")
    .map((name) => ({ name, version: providerVersions[name].version }))
    .filter(({ name, version }) =>
      mirrors.every((mirror) => !versionsIn(join(mirror, registry, "hashicorp", name)).includes(version)),
    )
    .map(({ name, version }) => `${name} ${version}`);
  const complete = awsVersion !== undefined && absent.length === 0 && without.length === 0;
  // Half of each would not fit together: the copies are made for the provider that stands beside them.
  if (!complete && (await canReachRegistry(registry))) return { variables: {}, missing: [] };
  const found: Record<string, string> = {};
  if (awsVersion !== undefined) {
    found["TF_CLI_CONFIG_FILE"] = writeConfiguration(lab, mirrors, distribution);
    found["TANDEM_AWS_PROVIDER"] = awsVersion;
  }
  if (absent.length === 0) found["TANDEM_MODULES"] = moduleRoot;
  return {
    variables: found,
    missing: [
      ...[...(awsVersion === undefined ? ["aws"] : []), ...without].map((name) => ({
        what: `no provider hashicorp/${name} in ${mirrors.join(", ")} and no registry`,
        fix: `let this machine reach ${registry}, or set TANDEM_PROVIDERS to a filesystem mirror of Terraform that has it`,
      })),
      ...absent.map((path) => ({
        what: `no module terraform-aws-modules/${path} in ${moduleRoot} and no registry`,
        fix: `let this machine reach ${registry}, or copy the module there`,
      })),
    ],
  };
}

function isModule(name: ModuleName | ProviderName): name is ModuleName {
  return Object.hasOwn(moduleVersions, name);
}

function versionsIn(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).filter((name) => /^\d+\.\d+\.\d+$/.test(name)) : [];
}

/** Terraform reads every provider of these mirrors from them, and all others from the registry. */
function writeConfiguration(
  lab: string,
  mirrors: readonly string[],
  { registry, configuration }: Distribution,
): string {
  const blocks = mirrors
    .map((path) => ({ path, include: providersIn(path, registry) }))
    .filter(({ include }) => include.length > 0)
    .map(
      ({ path, include }) =>
        `  filesystem_mirror {\n    path    = ${JSON.stringify(path)}\n    include = ${JSON.stringify(include)}\n  }`,
    );
  const exclude = mirrors.flatMap((path) => providersIn(path, registry));
  const file = join(lab, configuration);
  mkdirSync(lab, { recursive: true });
  // Renamed into place: another part of the lab may be reading it.
  const draft = `${file}.${process.pid}`;
  writeFileSync(
    draft,
    `provider_installation {\n${blocks.join("\n")}\n  direct {\n    exclude = ${JSON.stringify(exclude)}\n  }\n}\n`,
  );
  renameSync(draft, file);
  return file;
}

function providersIn(mirror: string, registry: string): readonly string[] {
  const namespaces = join(mirror, registry);
  if (!existsSync(namespaces)) return [];
  return readdirSync(namespaces).flatMap((namespace) =>
    readdirSync(join(namespaces, namespace)).map((name) => `${registry}/${namespace}/${name}`),
  );
}
