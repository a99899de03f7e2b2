import { formatPath } from "./schema-problems";

export interface Entry<T> {
  readonly name: string;
  /** As it would be written in TypeScript: `services.orders`. */
  readonly path: string;
  readonly value: T;
}

/** The entries of a record of the environment file, each with its place there. */
export function entriesOf<T>(
  path: readonly string[],
  record: Readonly<Record<string, T>> | undefined,
): readonly Entry<T>[] {
  return Object.entries(record ?? {}).map(([name, value]) => ({ name, path: formatPath([...path, name]), value }));
}
