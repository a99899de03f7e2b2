/** What an API of Kubernetes takes, as its swagger.json says it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly "x-kubernetes-group-version-kind"?: readonly Kind[];
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

const prefix = "#/definitions/";
const quantity = `${prefix}io.k8s.apimachinery.pkg.api.resource.Quantity`;

/** The API of one minor, which says what is wrong with an object. */
export class Swagger {
  private readonly kinds = new Map<string, Schema>();
  private readonly groups = new Set<string>();

  constructor(private readonly definitions: Readonly<Record<string, Schema>>) {
    for (const schema of Object.values(definitions)) {
      for (const { group, version, kind } of schema["x-kubernetes-group-version-kind"] ?? []) {
        this.kinds.set(`${group === "" ? "" : `${group}/`}${version} ${kind}`, schema);
        this.groups.add(group);
      }
    }
  }

  /** Whether Kubernetes has the group of an object itself, and not by a CRD. */
  isBuiltIn({ apiVersion }: { readonly apiVersion: string }): boolean {
    return !apiVersion.includes("/") || this.groups.has(apiVersion.split("/")[0] ?? "");
  }

  /** What a server that takes no unknown field would say of an object of a group of its own. */
  findFlaws(object: { readonly apiVersion: string; readonly kind: string }): readonly string[] {
    const { apiVersion, kind } = object;
    if (!/(^|\/)v\d+$/.test(apiVersion)) return [`${apiVersion} ${kind} is not served by default`];
    const schema = this.kinds.get(`${apiVersion} ${kind}`);
    if (schema === undefined) return [`${apiVersion} ${kind} is not there`];
    return this.compare(object as Json, schema, kind);
  }

  private compare(value: Json, schema: Schema, path: string): readonly string[] {
    // A field without a value counts as one that is left out.
    if (value === null || value === undefined) return [];
    if (schema.$ref !== undefined) {
      if (schema.$ref === quantity && typeof value === "number") return [];
      const target = this.definitions[schema.$ref.slice(prefix.length)];
      return target === undefined ? [`${path}: no definition ${schema.$ref}`] : this.compare(value, target, path);
    }
    if (schema.type === undefined) return [];
    if (!isOfType(value, schema)) return [`${path}: ${JSON.stringify(value)} is no ${schema.format ?? schema.type}`];
    if (isList(value)) {
      const { items = {} } = schema;
      return value.flatMap((one, i) => this.compare(one, items, `${path}[${i}]`));
    }
    return typeof value === "object" ? this.compareFields(value, schema, path) : [];
  }

  private compareFields(fields: { readonly [key: string]: Json }, schema: Schema, path: string): readonly string[] {
    const { properties, additionalProperties, required = [] } = schema;
    // Nothing is said of what is in it.
    if (properties === undefined && additionalProperties === undefined) return [];
    const absent = required.filter((field) => fields[field] === undefined || fields[field] === null);
    return [
      ...absent.map((field) => `${path}.${field} is required`),
      ...Object.entries(fields).flatMap(([field, value]) => {
        const known = properties !== undefined && Object.hasOwn(properties, field);
        const inner = known ? properties[field] : additionalProperties;
        return inner === undefined ? [`${path}.${field} is unknown`] : this.compare(value, inner, `${path}.${field}`);
      }),
    ];
  }
}

function isOfType(value: Json, { type, format }: Schema): boolean {
  if (format === "int-or-string") return typeof value === "string" || Number.isInteger(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return isList(value);
  if (type === "object") return typeof value === "object" && !isList(value);
  return typeof value === type;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
