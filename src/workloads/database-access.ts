import { type ConnectionFacts, parameterNames } from "../data/connection-facts";
import { type DatabaseLifecycle, isServing } from "../data/database-lifecycle";
import { lifecycleOf } from "../data/lifecycle-of";
import { databaseUserOf } from "../environment/database-user";
import { type Environment, type Region, shortCodeOf } from "../environment/environment";
import type { PlainValues } from "../helm/plain-values";
import { databaseNames } from "../stack/names";
import type { Service } from "./service";

type Access = NonNullable<Service["database"]>;

/** What a service is told of the database in one region. */
export interface DatabaseAccess {
  /** What is known at synth, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** What only the region's parameters know, for charts/microservice. */
  readonly values: PlainValues;
}

/** Facts by the variables that a service has them in. The master user's secret is none of them. */
const variables = {
  DATABASE_READER_HOST: "readerHost",
  DATABASE_PORT: "port",
  DATABASE_NAME: "name",
  DATABASE_CA_BUNDLE_URL: "caBundleUrl",
} as const satisfies Readonly<Record<string, keyof ConnectionFacts>>;

/** What a service with access is told in a region; undefined where the environment has no database. */
export function planDatabaseAccess(
  environment: Environment,
  region: Region,
  name: string,
  access: Access,
): DatabaseAccess | undefined {
  const lifecycle = lifecycleOf(environment);
  if (lifecycle === undefined) return undefined;
  const { parameterPath } = databaseNames(environment);
  const facts = access.access === "read" ? variables : { ...variables, DATABASE_WRITER_HOST: "writerHost" as const };
  return {
    environment: {
      DATABASE_USER: databaseUserOf(name, access),
      DATABASE_READ_ONLY: String(access.access === "read" || lifecycle.writer !== region.code),
    },
    values: {
      version: versionIn(lifecycle, region),
      variables: Object.fromEntries(
        Object.entries(facts).map(([variable, fact]) => [variable, `${parameterPath}/${parameterNames[fact]}`]),
      ),
    },
  };
}

/** Which instances the facts of a region lead to. With others, pods must read them anew. */
function versionIn({ writer, instances }: DatabaseLifecycle, { code }: Region): string {
  const used = instances.filter(isServing).filter(({ regionCode }) => regionCode === writer || regionCode === code);
  return used
    .toSorted((a, b) => Number(b.regionCode === writer) - Number(a.regionCode === writer))
    .map(({ regionCode, generation }) => `${shortCodeOf({ code: regionCode })}-${generation}`)
    .join("-");
}
