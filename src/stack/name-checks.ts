import { controllerNames } from "../../modules/controller-policies/controller-names";
import { type Check, defineCheck } from "../config/check";
import { type Environment, subscribersOf } from "../environment/environment";
import { controllerRoleName, maxRoleName, type NameRule, regionNames, rulesOfNames } from "./names";

type NamedEnvironment = Pick<
  Environment,
  | "organization"
  | "name"
  | "accountId"
  | "regions"
  | "state"
  | "database"
  | "cluster"
  | "alarms"
  | "monitoring"
  | "edge"
>;

/** A name that is too long once it is composed. */
export interface LongName {
  /** What bears it. */
  readonly kind: string;
  readonly name: string;
  readonly limit: number;
  readonly regionCode: string;
}

/** The longest of them says it for all. */
const longestController = controllerNames.reduce((longest, name) => (name.length > longest.length ? name : longest));

/** Every name that is too long, of those that something in the environment bears. */
export function findLongNames(environment: NamedEnvironment): readonly LongName[] {
  return environment.regions.flatMap((region) => {
    const names = regionNames(environment, region);
    const borne = rulesOfNames()
      .filter(([, { neededBy }]) => neededBy === undefined || has[neededBy](environment))
      .map(([kind, { limit }]) => ({ kind, name: names[kind], limit, regionCode: region.code }));
    const controller = {
      kind: `role of ${longestController}`,
      name: controllerRoleName(environment, region, longestController),
      limit: maxRoleName,
      regionCode: region.code,
    };
    return [...borne, ...[controller].filter(() => has.cluster(environment))].filter(
      ({ name, limit }) => name.length > limit,
    );
  });
}

/** Refuses names that are too long once they are composed: AWS says so only at apply. The worst one says it for all that have its parts. */
export const nameLengthCheck: Check = defineCheck(
  ["organization", "name", "accountId", "regions", "state", "database", "cluster", "alarms", "monitoring", "edge"],
  (environment) => {
    const { state } = environment;
    const hasPrefix = state.backend === "s3" && state.bucketPrefix !== undefined;
    const long = findLongNames(environment).toSorted((a, b) => excessOf(b) - excessOf(a));
    const [ofPrefix, ofNames] = [
      long.find(({ kind }) => hasPrefix && kind.endsWith("Bucket")),
      long.find(({ kind }) => !hasPrefix || !kind.endsWith("Bucket")),
    ];
    return [
      { path: "state.bucketPrefix", part: "state.bucketPrefix", long: ofPrefix },
      { path: "name", part: "organization or name", long: ofNames },
    ].flatMap(({ path, part, long: worst }) => {
      if (worst === undefined) return [];
      const excess = excessOf(worst);
      return [
        {
          path,
          got: `${JSON.stringify(worst.name)} (${worst.name.length} characters) as ${worst.kind} in ${worst.regionCode}`,
          expected: `at most ${worst.limit} characters`,
          fix: `shorten ${part} by ${excess} character${excess === 1 ? "" : "s"}`,
        },
      ];
    });
  },
);

function excessOf({ name, limit }: LongName): number {
  return name.length - limit;
}

/** Whether an environment has what asks for a name. */
const has: Readonly<
  Record<
    NonNullable<NameRule["neededBy"]>,
    (environment: Pick<Environment, "database" | "cluster" | "alarms" | "monitoring" | "edge">) => boolean
  >
> = {
  database: ({ database }) => database !== undefined,
  cluster: ({ cluster }) => cluster !== undefined,
  entry: ({ cluster, monitoring }) => cluster !== undefined && monitoring.peerPrometheus !== undefined,
  edge: ({ edge }) => edge !== undefined,
  alarms: (environment) => subscribersOf(environment).length > 0,
};
