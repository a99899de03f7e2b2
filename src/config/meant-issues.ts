import type { z } from "zod";
import { valueAt } from "./value-at";

type Issue = z.core.$ZodIssue;

/**
 * The issues that a person can act on: where a value fits none of several forms, those of the form that was meant, at their own fields; and
 * one for each mistake.
 */
export function meantIssues(issues: readonly Issue[], value: unknown): readonly Issue[] {
  const found = issues.flatMap((issue) => resolve(issue, value));
  const ofWrongType = new Set(found.filter(({ code }) => code === "invalid_type").map(keyOf));
  // A list where a text belongs is also too short for one.
  return found.filter((issue) => issue.code === "invalid_type" || !ofWrongType.has(keyOf(issue)));
}

const keyOf = ({ path }: Issue): string => JSON.stringify(path);

function resolve(issue: Issue, value: unknown): readonly Issue[] {
  if (issue.code !== "invalid_union" || isEmpty(valueAt(value, issue.path))) return [issue];
  const [meant] = issue.errors
    .filter((errors) => errors.every(isInside))
    .toSorted((a, b) => distanceOf(a) - distanceOf(b));
  if (meant === undefined) return [issue];
  return meant.flatMap((inner) => resolve({ ...inner, path: [...issue.path, ...inner.path] }, value));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Whether the value is of this form as a whole, and something in it is wrong. */
function isInside({ path, code }: Issue): boolean {
  return path.length > 0 || code === "unrecognized_keys" || code === "custom";
}

/** A field of another form says more than a mistake in a field of this one. */
function distanceOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? 10 * issue.keys.length : 1), 0);
}
