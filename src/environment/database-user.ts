import type { Environment } from "./environment";

type Access = NonNullable<Environment["services"][string]["database"]>;

/** The user of PostgreSQL that a service signs in as. */
export function databaseUserOf(service: string, { user }: Access): string {
  return user ?? service.replaceAll("-", "_");
}
