import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { type ModuleName, moduleVersions } from "../../modules/versions";
import { type Distribution, terraform } from "./distribution";

/** Where Terraform gets its providers and modules on this machine. */
export interface TerraformSources {
  /** Variables for Terraform and for synth; empty where the public registry serves everything. */
  readonly variables: Readonly<Record<string, string>>;
  /** Why some of it cannot be had, one sentence each. */
  readonly missing: readonly string[];
}

/** What must stand beside a local copy of a module: copies of the modules that it calls, providers beside aws that its stack asks for. */
const needs: Readonly<
  Record<ModuleName, { readonly modules: readonly string[]; readonly providers: readonly string[] }>
> = {
  vpc: { modules: [], providers: [] },
  rds: { modules: [], providers: ["random"] },
  eks: { modules: ["kms/aws/4.0.0"], providers: ["cloudinit", "null", "time", "tls"] },
};

/**
 * Looks for local copies first, for the public registry then. A provider found in a mirror sets the version constraint that synth emits;
 * modules found in the lab folder set the module source.
 */
export async function findTerraformSources(
  lab: string,
  modules: readonly ModuleName[],
  variables: NodeJS.ProcessEnv,
  distribution: Distribution = terraform,
): Promise<TerraformSources> {
  const { registry } = distribution;
  const mirrors = [
    join(lab, distribution.mirror),
    ...(variables["TANDEM_PROVIDERS"] ? [resolve(variables["TANDEM_PROVIDERS"])] : []),
  ];
  const [awsVersion] = mirrors
    .flatMap((mirror) => versionsIn(join(mirror, registry, "hashicorp", "aws")))
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const moduleRoot = join(lab, "modules");
  const absent = modules
    .flatMap((name) => [`${name}/aws/${moduleVersions[name]}`, ...needs[name].modules])
    .filter((path) => !existsSync(join(moduleRoot, "terraform-aws-modules", path)));
  const without = modules
    .flatMap((name) => needs[name].providers)
    .filter((name) => mirrors.every((mirror) => versionsIn(join(mirror, registry, "hashicorp", name)).length === 0));
  const complete = awsVersion !== undefined && absent.length === 0 && without.length === 0;
  // Half of each would not fit together: the copies are made for the provider that stands beside them.
  if (!complete && (await canReach(registry))) return { variables: {}, missing: [] };
  const found: Record<string, string> = {};
  if (awsVersion !== undefined) {
    found["TF_CLI_CONFIG_FILE"] = writeConfiguration(lab, mirrors, distribution);
    found["TANDEM_AWS_PROVIDER"] = awsVersion;
  }
  if (absent.length === 0) found["TANDEM_MODULES"] = moduleRoot;
  return {
    variables: found,
    missing: [
      ...[...(awsVersion === undefined ? ["aws"] : []), ...without].map(
        (name) => `no provider hashicorp/${name} in ${mirrors.join(", ")} and no registry`,
      ),
      ...absent.map((path) => `no module terraform-aws-modules/${path} in ${moduleRoot} and no registry`),
    ],
  };
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

function canReach(host: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port: 443, timeout: 3000 });
    const settle = (reachable: boolean) => {
      socket.destroy();
      answer(reachable);
    };
    socket.on("connect", () => settle(true));
    socket.on("timeout", () => settle(false));
    socket.on("error", () => settle(false));
  });
}
