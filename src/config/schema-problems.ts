import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { meantIssues } from "./meant-issues";
import type { Problem } from "./problem";
import { untransformed } from "./untransformed";
import { valueAt } from "./value-at";

/** Translates what zod found in a value into problems, in the words of the environment file. */
export function schemaProblems(
  schema: z.core.$ZodType,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly Problem[] {
  const misspellings = findMisspellings(schema, value, issues);
  const corrections = new Map(
    misspellings.map(({ at, key, field }) => [formatPath([...at, key]), formatPath([...at, field])]),
  );
  const corrected = new Set(corrections.values());
  return meantIssues(issues, value)
    .filter(({ path }) => !corrected.has(formatPath(path)))
    .flatMap((issue) => {
      if (issue.code !== "unrecognized_keys") return [problemOf(issue, value)];
      const known = knownKeys(schema, value, issue.path).join(", ");
      return issue.keys.map((key) => {
        const path = formatPath([...issue.path, key]);
        const correction = corrections.get(path);
        return {
          path,
          got: "an unknown field",
          expected: correction ?? (known === "" ? "no field here" : `one of ${known}`),
          fix: correction === undefined ? "correct the field's name or remove it" : "correct the field's name",
        };
      });
    });
}

/** A field under a name that nobody knows, and the one that was meant. */
export interface Misspelling {
  /** The object that it is a field of. */
  readonly at: readonly PropertyKey[];
  readonly key: string;
  readonly field: string;
}

/** Unknown fields that are one that is not there, but for a letter or two: one mistake, whatever follows from the absence of the other. */
export function findMisspellings(
  schema: z.core.$ZodType,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly Misspelling[] {
  return meantIssues(issues, value)
    .filter((issue) => issue.code === "unrecognized_keys")
    .flatMap(({ path: at, keys }) => {
      const absent = knownKeys(schema, value, at).filter((field) => valueAt(value, [...at, field]) === undefined);
      return keys.flatMap((key) => {
        const [field] = absent
          .filter((name) => typosIn(key, name) <= Math.min(maxTypos, name.length / 2))
          .toSorted((a, b) => typosIn(key, a) - typosIn(key, b));
        return field === undefined ? [] : [{ at, key, field }];
      });
    });
}

/** Letters that are wrong, missing or too many, of names that are long enough for that. */
const maxTypos = 2;

function typosIn(key: string, name: string): number {
  return distance(key.toLowerCase(), name.toLowerCase());
}

/** A path as it would be written in TypeScript: `regions[1].cidr`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => {
      if (typeof step === "number") return `[${step}]`;
      const name = String(step);
      if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `[${JSON.stringify(name)}]`;
      return i === 0 ? name : `.${name}`;
    })
    .join("");
}

/** A value as one short line. */
export function formatValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value, withoutBigInt) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function withoutBigInt(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): Problem {
  const found = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(value, issue.path);
  const path = formatPath(issue.path);
  return { path, got: formatValue(found), expected: expectationOf(issue), fix: fixOf(issue, path, found) };
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      // A schema that says more than its type is heard.
      if (!issue.message.startsWith("Invalid input")) return issue.message;
      return issue.expected === "record"
        ? "an object"
        : `${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "invalid_value":
      return `one of ${issue.values.map(formatValue).join(", ")}`;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? `one of ${issue.options.map(formatValue).join(", ")}`
        : issue.message;
    case "invalid_key":
      return issue.issues[0]?.message ?? issue.message;
    case "too_small":
      return issue.origin === "string" ? "a text that is not empty" : `at least ${countOfValues(issue.minimum)}`;
    case "too_big":
      return `at most ${countOfValues(issue.maximum)}`;
    default:
      return issue.message;
  }
}

function countOfValues(count: number | bigint): string {
  return `${count} value${Number(count) === 1 ? "" : "s"}`;
}

function fixOf(issue: z.core.$ZodIssue, path: string, found: unknown): string {
  const [cause = issue] = issue.code === "invalid_key" ? issue.issues : [];
  if (cause.code === "custom" && typeof cause.params?.["fix"] === "string") return cause.params["fix"];
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof found === "number")
    return `put it in quotes: "${found}"`;
  if (issue.code === "invalid_type" && issue.expected === "number" && typeof found === "string")
    return "write it as a number, without quotes";
  return found === undefined ? `add ${path}` : `correct ${path}`;
}

/** The fields that the schema knows at a path, of the variant that the value has chosen; empty where it knows none. */
function knownKeys(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const here = unwrap(schema);
  const [step, ...rest] = path;
  if (here instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = here.def;
    const chosen = here.options.filter((option) => {
      const shape = unwrap(option);
      return (
        shape instanceof z.ZodObject && shape.shape[discriminator]?.safeParse(valueAt(value, [discriminator])).success
      );
    });
    return [...new Set(chosen.flatMap((option) => knownKeys(option, value, path)))];
  }
  if (here instanceof z.ZodUnion) {
    const given = typeof value === "object" && value !== null ? Object.keys(value) : [];
    const variants = here.options.map((option) => knownKeys(option, value, path));
    return variants.find((keys) => keys.some((key) => given.includes(key))) ?? variants.flat();
  }
  if (here instanceof z.ZodArray && step !== undefined) return knownKeys(here.element, valueAt(value, [step]), rest);
  if (here instanceof z.ZodRecord && step !== undefined) return knownKeys(here.valueType, valueAt(value, [step]), rest);
  if (!(here instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(here.shape);
  const next: z.core.$ZodType | undefined = here.shape[String(step)];
  return next === undefined ? [] : knownKeys(next, valueAt(value, [step]), rest);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = untransformed(schema);
  return inner instanceof z.ZodPipe ? unwrap(inner.in) : inner;
}
