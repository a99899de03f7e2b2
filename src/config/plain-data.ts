import { inspect } from "node:util";
import type { Problem } from "./problem";
import { formatPath } from "./schema-problems";

/** Stands where no data was. No schema takes it, so that nobody takes the field for one that is left out. */
export const noData = Symbol("no data");

export interface PlainData {
  /** A copy of what was given, with `noData` for what is none: reading it runs nobody's code. */
  readonly data: unknown;
  /** What is no data, and where it stands. */
  readonly problems: readonly Problem[];
}

/**
 * A copy of a value in which everything is a text, a number, a list or an object. A literal may hold whatever runs: getters that throw,
 * proxies, promises, objects that contain themselves.
 */
export function takePlainData(value: unknown): PlainData {
  const problems: Problem[] = [];
  return { data: copy(value, [], new Set(), problems), problems };
}

type Path = readonly PropertyKey[];

function copy(value: unknown, path: Path, around: ReadonlySet<object>, problems: Problem[]): unknown {
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint")
    return refuse(path, `a ${typeof value}`, problems);
  if (typeof value !== "object" || value === null) return value;
  if (around.has(value)) return refuse(path, "an object that contains itself", problems);
  try {
    if (!isPlain(value)) return refuse(path, nameOf(value), problems);
    const within = new Set([...around, value]);
    if (Array.isArray(value)) return Array.from(value, (one, i) => copy(one, [...path, i], within, problems));
    return Object.fromEntries(
      Object.keys(value).map((key) => [key, copyField(value as Fields, key, path, within, problems)]),
    );
  } catch (error) {
    return refuse(path, `a value that cannot be read: ${messageOf(error)}`, problems);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function copyField(value: Fields, key: string, path: Path, around: ReadonlySet<object>, problems: Problem[]): unknown {
  const at = [...path, key];
  try {
    return copy(value[key], at, around, problems);
  } catch (error) {
    return refuse(at, `a value that cannot be read: ${messageOf(error)}`, problems);
  }
}

/** An array, or an object of no class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: object): string {
  const name = value.constructor?.name || "class without a name";
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

function refuse(path: Path, got: string, problems: Problem[]): typeof noData {
  problems.push({
    path: path.length === 0 ? "environment" : formatPath(path),
    got,
    expected: "plain data: texts, numbers, lists and objects",
    fix: "write the value itself",
  });
  return noData;
}

/** What somebody threw, as one line, whatever it is. */
export function messageOf(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? thrown.message : inspect(thrown);
    return text.replaceAll(/\s*\n\s*/g, " ").trim();
  } catch {
    return "something that cannot be shown";
  }
}
