import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { type Environment, subscribersOf } from "../environment/environment";
import { nameLimits, type RegionNames, regionNames } from "./names";

/** Refuses names that are too long once they are composed: AWS says so only at apply. */
export const nameLengthCheck: Check = defineCheck(
  ["organization", "name", "accountId", "regions", "state", "database", "cluster", "alarms"],
  (environment) => {
    const unused = [
      ...(["database", "cluster"] as const).filter((field) => environment[field] === undefined),
      ...(["alarms"] as const).filter(() => subscribersOf(environment).length === 0),
    ];
    return environment.regions.flatMap((region) => {
      const names = Object.entries(regionNames(environment, region)) as [keyof RegionNames, string][];
      return names
        .filter(([kind, name]) => name.length > nameLimits[kind])
        .filter(([kind]) => unused.every((field) => !kindsOfField[field].has(kind)))
        .map(([kind, name]) => tooLong(kind, name, region.code, environment.state));
    });
  },
);

/** Names that are given to something only where the field asks for it. */
const kindsOfField: Readonly<Record<"database" | "cluster" | "alarms", ReadonlySet<keyof RegionNames>>> = {
  database: new Set(["database", "databaseMonitoringRole", "dataKeyAlias"]),
  cluster: new Set(["cluster", "clusterRole", "clusterEncryptionPolicy", "clusterKeyAlias", "nodeRole"]),
  alarms: new Set(["alarmTopic", "alarmKeyAlias"]),
};

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
