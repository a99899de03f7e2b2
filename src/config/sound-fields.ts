import { z } from "zod";
import { noData } from "./plain-data";
import type { Misspelling } from "./schema-problems";
import { untransformed } from "./untransformed";

type Fields = Readonly<Record<string, unknown>>;

type Wrapped<S extends z.core.SomeType> = z.ZodReadonly<S> | z.ZodDefault<S> | z.ZodPrefault<S> | z.ZodOptional<S>;

/** Paths of what may be sound by itself in a value of a schema: fields, theirs in turn, and `*` for the entries of a record. */
export type SoundPath<S> =
  S extends Wrapped<infer Inner>
    ? SoundPath<Inner>
    : S extends z.ZodObject<infer Shape>
      ? { [Field in keyof Shape & string]: Field | `${Field}.${SoundPath<Shape[Field]>}` }[keyof Shape & string]
      : S extends z.ZodRecord
        ? "*"
        : never;

/** What of a value its schema accepts. */
export interface SoundFields {
  readonly values: Fields;
  /** Paths of what is in there: `cluster`, of an object that is a field `cluster.access`, of a record `services.*`. */
  readonly paths: ReadonlySet<string>;
}

/**
 * The fields of a value that can be trusted, whatever is wrong with the others. Of an object with a mistake in it, that is each of its own
 * fields without one, and of a record each entry without one.
 */
export function findSoundFields(schema: z.ZodObject, value: Fields): SoundFields {
  const found = Object.entries<z.core.$ZodType>(schema.shape).map(([field, fieldSchema]) => {
    const parsed = z.safeParse(fieldSchema, value[field]);
    const inner = untransformed(fieldSchema);
    if (parsed.success) return { field, value: parsed.data, paths: ["", ...innerPaths(inner)] };
    const { values, paths } = findSoundParts(inner, value[field]);
    return paths.size === 0 ? undefined : { field, value: values, paths: [...paths].map((path) => `.${path}`) };
  });
  const sound = found.filter((field) => field !== undefined);
  return {
    values: Object.fromEntries(sound.map(({ field, value: data }) => [field, data])),
    paths: new Set(sound.flatMap(({ field, paths }) => paths.map((path) => `${field}${path}`))),
  };
}

function findSoundParts(schema: z.core.$ZodType, value: unknown): SoundFields {
  if (!isRecord(value)) return { values: {}, paths: new Set() };
  if (schema instanceof z.ZodObject) return findSoundFields(schema, value);
  if (!(schema instanceof z.ZodRecord)) return { values: {}, paths: new Set() };
  const entry = z.record(schema.keyType, schema.valueType);
  const entries = Object.entries(value).map(([key, one]) => entry.safeParse({ [key]: one }));
  return { values: Object.assign({}, ...entries.map(({ data = {} }) => data)), paths: new Set(["*"]) };
}

/** Paths of the parts of a field that is sound as a whole. */
function innerPaths(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodRecord) return [".*"];
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([field, inner]) =>
    ["", ...innerPaths(untransformed(inner))].map((path) => `.${field}${path}`),
  );
}

/** A copy without the fields that a schema does not know: the rest is as sound as before. */
export function withoutUnknownFields(value: Fields, issues: readonly z.core.$ZodIssue[]): Fields {
  return issues.reduce(
    (copy, issue) => (issue.code === "unrecognized_keys" ? changeAt(copy, issue.path, omit(issue.keys)) : copy),
    value,
  );
}

/** A copy in which a field that was meant is there, although nobody can say what it is. */
export function withMeantFields(value: Fields, misspellings: readonly Misspelling[]): Fields {
  return misspellings.reduce(
    (copy, { at, field }) => changeAt(copy, at, (fields) => ({ ...fields, [field]: noData })),
    value,
  );
}

const omit =
  (keys: readonly string[]) =>
  (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

/** A copy in which the object at a path is another one. */
function changeAt(value: Fields, path: readonly PropertyKey[], change: (fields: Fields) => Fields): Fields;
function changeAt(value: unknown, path: readonly PropertyKey[], change: (fields: Fields) => Fields): unknown;
function changeAt(
  value: unknown,
  [step, ...rest]: readonly PropertyKey[],
  change: (fields: Fields) => Fields,
): unknown {
  if (Array.isArray(value)) return value.map((element, i) => (i === step ? changeAt(element, rest, change) : element));
  if (!isRecord(value)) return value;
  if (step === undefined) return change(value);
  return { ...value, [step]: changeAt(value[String(step)], rest, change) };
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
