import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { type Environment, subscribersOf } from "../environment/environment";
import { type NameKind, type NameRule, regionNames, rulesOfNames } from "./names";

/** Refuses names that are too long once they are composed: AWS says so only at apply. */
export const nameLengthCheck: Check = defineCheck(
  ["organization", "name", "accountId", "regions", "state", "database", "cluster", "alarms"],
  (environment) =>
    environment.regions.flatMap((region) => {
      const names = regionNames(environment, region);
      return rulesOfNames()
        .filter(([, { neededBy }]) => neededBy === undefined || has[neededBy](environment))
        .filter(([kind, { limit }]) => names[kind].length > limit)
        .map(([kind, { limit }]) => tooLong(kind, names[kind], limit, region.code, environment.state));
    }),
);

/** Whether an environment has what asks for a name. */
const has: Readonly<
  Record<
    NonNullable<NameRule["neededBy"]>,
    (environment: Pick<Environment, "database" | "cluster" | "alarms">) => boolean
  >
> = {
  database: ({ database }) => database !== undefined,
  cluster: ({ cluster }) => cluster !== undefined,
  alarms: (environment) => subscribersOf(environment).length > 0,
};

function tooLong(
  kind: NameKind,
  name: string,
  limit: number,
  regionCode: string,
  state: Environment["state"],
): Problem {
  const excess = name.length - limit;
  const ownPrefix = kind === "stateBucket" && state.backend === "s3" && state.bucketPrefix !== undefined;
  return {
    path: ownPrefix ? "state.bucketPrefix" : "name",
    got: `${JSON.stringify(name)} (${name.length} characters) as ${kind} in ${regionCode}`,
    expected: `at most ${limit} characters`,
    fix: `shorten ${ownPrefix ? "state.bucketPrefix" : "organization or name"} by ${excess} character${excess === 1 ? "" : "s"}`,
  };
}
