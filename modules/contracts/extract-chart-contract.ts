import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type ChartContract, type ChartKeys, type ChartType, isKeys } from "./chart-contract";

/**
 * Maps whose default has keys, and that take any other: what Kubernetes or a program behind the chart defines, and the chart hands on.
 */
const openKeys =
  /(annotations|labels|selector|matchLabels|securityContext|probe|strategy|affinity|resources)$|^(extraArgs|env|extraEnv.*|config|grafana\.ini|datasources|dashboards|alerting|ldap|httpRoute|route)$/i;

/**
 * The contract of the chart in a directory: the tree of its `values.yaml`, what `values.schema.json` adds to it, and keys that stand in
 * templates alone. Sub-charts are in its `charts/`.
 * @throws Error where it is not the chart, or another version of it
 */
export function extractChartContract(chart: string, version: string, directory: string): ChartContract {
  const described = parse(readFileSync(join(directory, "Chart.yaml"), "utf8"));
  if (described.name !== chart || described.version !== version) {
    throw new Error(
      `${directory} is ${described.name} ${described.version}, expected ${chart} ${version}, as in modules/versions.ts`,
    );
  }
  return { chart, version, values: keysOf(directory) };
}

function keysOf(directory: string): ChartKeys {
  const own = typeOfDefault("", readYaml(join(directory, "values.yaml")) ?? {});
  const schema = readSchema(join(directory, "values.schema.json"));
  const withSchema = schema === undefined ? own : united(own, typeOfSchema(schema.root, schema.definitions));
  const withTemplates = pathsInTemplates(directory).reduce(withPath, asKeys(withSchema));
  return sorted(subChartsOf(directory).reduce(withSubChart, withTemplates));
}

interface SubChart {
  readonly key: string;
  /** Unknown where the chart is not there, but an empty one that stands for it. */
  readonly keys: ChartKeys | undefined;
}

function subChartsOf(directory: string): readonly SubChart[] {
  const { dependencies = [] } = parse(readFileSync(join(directory, "Chart.yaml"), "utf8"));
  return (dependencies as readonly { readonly name: string; readonly alias?: string }[]).map(({ name, alias }) => {
    const folder = join(directory, "charts", name);
    return { key: alias ?? name, keys: existsSync(join(folder, "values.yaml")) ? keysOf(folder) : undefined };
  });
}

/** What a chart says of its sub-chart is laid over what that says itself, and both share `global`. */
function withSubChart(keys: ChartKeys, { key, keys: below }: SubChart): ChartKeys {
  const own = keys[key] ?? {};
  if (below === undefined) return { ...keys, [key]: isKeys(own) && Object.keys(own).length > 0 ? own : "map" };
  const shared = united(keys["global"] ?? "map", below["global"] ?? "map");
  return { ...keys, global: shared, [key]: united(own, { ...below, global: shared }) };
}

/** What a default says of the values that may stand in its place. */
function typeOfDefault(key: string, value: unknown): ChartType {
  if (value === null || value === undefined) return "any";
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "object") return "scalar";
  if (Array.isArray(value)) return "list";
  const entries = Object.entries(value);
  if (entries.length === 0 || openKeys.test(key)) return "map";
  return Object.fromEntries(entries.map(([name, one]) => [name, typeOfDefault(name, one)]));
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Definitions = Readonly<Record<string, Schema>>;

/** What a JSON schema says of a value. https://helm.sh/docs/topics/charts/#schema-files */
function typeOfSchema(schema: Schema, definitions: Definitions): ChartType {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`the schema of the values has no definition ${schema.$ref}`);
    return typeOfSchema(definition, definitions);
  }
  if (schema.properties !== undefined) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([name, one]) => [name, typeOfSchema(one, definitions)]));
  }
  const shapes: Readonly<Record<string, ChartType>> = {
    boolean: "boolean",
    string: "scalar",
    number: "scalar",
    integer: "scalar",
    array: "list",
    object: "map",
  };
  const found = new Set([schema.type ?? []].flat().map((type) => shapes[type] ?? "any"));
  const [shape = "any", ...more] = found;
  return more.length === 0 ? shape : "any";
}

/** Both of what is known of a value: more keys where there are some, and the shape that is not left open. */
function united(first: ChartType, second: ChartType): ChartType {
  if (isKeys(first) && isKeys(second)) {
    const entries = Object.entries(second).map(([key, type]): [string, ChartType] => {
      const own = first[key];
      return [key, own === undefined ? type : united(own, type)];
    });
    return { ...first, ...Object.fromEntries(entries) };
  }
  // An open map takes any key, whatever the other one knows of it.
  if (isKeys(first)) return second === "map" && Object.keys(first).length === 0 ? second : first;
  if (isKeys(second)) return first === "map" && Object.keys(second).length > 0 ? second : first;
  return first === "any" ? second : first;
}

/** `.Values.a.b` in templates: some defaults stand in comments only. */
function pathsInTemplates(directory: string): readonly (readonly string[])[] {
  const folder = join(directory, "templates");
  if (!existsSync(folder)) return [];
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  const paths = texts.flatMap((text) =>
    [...text.matchAll(/(?:\$|\$\.root|\.root|\B)\.Values((?:\.[A-Za-z_]\w*)+)/g)].map(([, path = ""]) => path.slice(1)),
  );
  return [...new Set(paths)].toSorted().map((path) => path.split("."));
}

/** Keys with one more path, where nothing is known of it. */
function withPath(keys: ChartKeys, [first = "", ...rest]: readonly string[]): ChartKeys {
  const own = keys[first];
  if (rest.length === 0) return own === undefined ? { ...keys, [first]: "any" } : keys;
  if (own !== undefined && !isKeys(own)) return keys;
  return { ...keys, [first]: withPath(own ?? {}, rest) };
}

function asKeys(type: ChartType): ChartKeys {
  return isKeys(type) ? type : {};
}

function sorted(keys: ChartKeys): ChartKeys {
  const entries = Object.entries(keys).map(([key, type]): [string, ChartType] => [
    key,
    isKeys(type) ? sorted(type) : type,
  ]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function readYaml(file: string): unknown {
  return existsSync(file) ? parse(readFileSync(file, "utf8"), { uniqueKeys: false }) : undefined;
}

function readSchema(file: string): { readonly root: Schema; readonly definitions: Definitions } | undefined {
  if (!existsSync(file)) return undefined;
  const root = JSON.parse(readFileSync(file, "utf8"));
  return { root, definitions: root.$defs ?? root.definitions ?? {} };
}
