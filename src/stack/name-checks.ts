import { type Check, defineCheck } from "../config/check";
import type { Environment } from "../config/environment";
import type { Problem } from "../config/problem";
import { nameLimits, type RegionNames, regionNames } from "./names";

/** Refuses names that are too long once they are composed: AWS says so only at apply. */
export const nameLengthCheck: Check = defineCheck(
  ["organization", "name", "accountId", "regions", "state", "database", "cluster"],
  (environment) =>
    environment.regions.flatMap((region) => {
      const names = Object.entries(regionNames(environment, region)) as [keyof RegionNames, string][];
      return names
        .filter(([kind, name]) => name.length > nameLimits[kind])
        .filter(([kind]) => environment.database !== undefined || !databaseKinds.has(kind))
        .filter(([kind]) => environment.cluster !== undefined || !clusterKinds.has(kind))
        .map(([kind, name]) => tooLong(kind, name, region.code, environment.state));
    }),
);

/** Names that only an environment with a database gives to anything. */
const databaseKinds: ReadonlySet<keyof RegionNames> = new Set([
  "database",
  "databaseMonitoringRole",
  "dataKeyAlias",
  "alarmTopic",
  "alarmKeyAlias",
]);

/** Names that only an environment with clusters gives to anything. */
const clusterKinds: ReadonlySet<keyof RegionNames> = new Set([
  "cluster",
  "clusterRole",
  "clusterEncryptionPolicy",
  "clusterKeyAlias",
  "nodeRole",
]);

function tooLong(kind: keyof RegionNames, name: string, regionCode: string, state: Environment["state"]): Problem {
  const excess = name.length - nameLimits[kind];
  const ownPrefix = kind === "stateBucket" && state.backend === "s3" && state.bucketPrefix !== undefined;
  return {
    path: ownPrefix ? "state.bucketPrefix" : "name",
    got: `${JSON.stringify(name)} (${name.length} characters) as ${kind} in ${regionCode}`,
    expected: `at most ${nameLimits[kind]} characters`,
    fix: `shorten ${ownPrefix ? "state.bucketPrefix" : "organization or name"} by ${excess} character${excess === 1 ? "" : "s"}`,
  };
}
