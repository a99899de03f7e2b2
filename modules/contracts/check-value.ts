import type { TerraformType } from "./type-expression";

/** Where a value cannot become a type, and why. */
export interface Mismatch {
  /** Below the input, such as `.timeouts.create` or `[0].cidr_block`; empty for the input itself. */
  readonly path: string;
  readonly got: string;
  readonly expected: string;
}

/**
 * Every place where Terraform could not convert a value to a type, or would drop a part of it without a word: attributes that an object
 * type does not have. References (`${...}`) are taken as they come: their type is known at plan only.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
export function findMismatches(value: unknown, type: TerraformType, path = ""): readonly Mismatch[] {
  if (type === "dynamic" || value === null || isReference(value)) return [];
  if (typeof type === "string") return isConvertible(value, type) ? [] : [mismatch(path, value, type)];
  switch (type[0]) {
    case "list":
    case "set":
      return Array.isArray(value)
        ? value.flatMap((item, i) => findMismatches(item, type[1], `${path}[${i}]`))
        : [mismatch(path, value, type[0])];
    case "tuple":
      return Array.isArray(value) && value.length === type[1].length
        ? type[1].flatMap((member, i) => findMismatches(value[i], member, `${path}[${i}]`))
        : [mismatch(path, value, `a tuple of ${type[1].length}`)];
    case "map":
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            findMismatches(item, type[1], `${path}[${JSON.stringify(key)}]`),
          )
        : [mismatch(path, value, "map")];
    case "object":
      return isObject(value) ? objectMismatches(value, type, path) : [mismatch(path, value, "object")];
  }
}

function objectMismatches(
  value: Readonly<Record<string, unknown>>,
  [, attributes, optional]: Extract<TerraformType, readonly ["object", ...unknown[]]>,
  path: string,
): readonly Mismatch[] {
  const known = Object.keys(attributes).join(", ");
  const unknown = Object.keys(value).filter((name) => !(name in attributes));
  const missing = Object.keys(attributes).filter((name) => !optional.includes(name) && !(name in value));
  return [
    ...unknown.map((name) => ({ path: `${path}.${name}`, got: "an unknown attribute", expected: `one of ${known}` })),
    ...missing.map((name) => ({
      path: `${path}.${name}`,
      got: "nothing",
      expected: "a value: the attribute is required",
    })),
    ...Object.entries(attributes).flatMap(([name, type]) =>
      name in value ? findMismatches(value[name], type, `${path}.${name}`) : [],
    ),
  ];
}

function isConvertible(value: unknown, type: "string" | "number" | "bool"): boolean {
  switch (type) {
    case "string":
      return ["string", "number", "boolean"].includes(typeof value);
    case "number":
      return (
        typeof value === "number" ||
        (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
      );
    case "bool":
      return typeof value === "boolean" || value === "true" || value === "false";
  }
}

function isReference(value: unknown): boolean {
  return typeof value === "string" && /^\$\{[\s\S]*\}$/.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mismatch(path: string, value: unknown, expected: string): Mismatch {
  return { path, got: JSON.stringify(value), expected };
}
