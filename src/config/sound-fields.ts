import { z } from "zod";

type Fields = Readonly<Record<string, unknown>>;

/** What of a value its schema accepts. */
export interface SoundFields {
  readonly values: Fields;
  /** Paths of what is in there: fields, and those of an object that is a field: `cluster.access`. */
  readonly paths: ReadonlySet<string>;
}

/**
 * The fields of a value that can be trusted, whatever is wrong with the others. Of an object with a mistake in it, that is each of its own
 * fields without one.
 */
export function findSoundFields(schema: z.ZodObject, value: Fields): SoundFields {
  const found = Object.entries<z.core.$ZodType>(schema.shape).map(([field, fieldSchema]) => {
    const given = value[field];
    const parsed = z.safeParse(fieldSchema, given);
    const inner = objectIn(fieldSchema);
    const pathOf = (part: string) => `${field}.${part}`;
    if (parsed.success)
      return { field, value: parsed.data, paths: [field, ...Object.keys(inner?.shape ?? {}).map(pathOf)] };
    if (inner === undefined || !isRecord(given)) return undefined;
    const { values, paths } = findSoundFields(inner, given);
    return { field, value: values, paths: [...paths].map(pathOf) };
  });
  const sound = found.filter((field) => field !== undefined);
  return {
    values: Object.fromEntries(sound.map(({ field, value: data }) => [field, data])),
    paths: new Set(sound.flatMap(({ paths }) => paths)),
  };
}

/** A copy without the fields that a schema does not know: the rest is as sound as before. */
export function withoutUnknownFields(value: object, issues: readonly z.core.$ZodIssue[]): Fields {
  return issues.reduce<Fields>(
    (copy, issue) => (issue.code === "unrecognized_keys" ? (without(copy, issue.path, issue.keys) as Fields) : copy),
    { ...value },
  );
}

function without(value: unknown, [step, ...rest]: readonly PropertyKey[], keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element, i) => (i === step ? without(element, rest, keys) : element));
  if (!isRecord(value)) return value;
  if (step === undefined) return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  return { ...value, [step]: without(value[String(step)], rest, keys) };
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a field is, where nothing transforms it. */
function objectIn(schema: z.core.$ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodOptional) return objectIn(schema.unwrap());
  return schema instanceof z.ZodObject ? schema : undefined;
}
