import { type Check, defineCheck } from "../config/check";
import type { Problem } from "../config/problem";
import { nameLimits, type RegionNames, regionNames } from "./names";

/** Refuses names that are too long once they are composed: AWS says so only at apply. */
export const nameLengthCheck: Check = defineCheck(
  ["organization", "name", "accountId", "regions", "state"],
  (environment) =>
    environment.regions.flatMap((region) => {
      const names = Object.entries(regionNames(environment, region)) as [keyof RegionNames, string][];
      return names
        .filter(([kind, name]) => name.length > nameLimits[kind])
        .map(
          ([kind, name]): Problem => ({
            path: "name",
            got: `${JSON.stringify(name)} (${name.length} characters) as ${kind} in ${region.code}`,
            expected: `at most ${nameLimits[kind]} characters`,
            fix: `shorten organization or name by ${name.length - nameLimits[kind]} characters`,
          }),
        );
    }),
);
