import { endedPostgresVersions, postgresVersions } from "../../modules/postgres-versions";
import { type Check, defineCheck } from "../config/check";

/**
 * Only what is in the tables: a major that Tandem has not been compared with may refuse our parameters. What counts is what runs today; a
 * database may have been created with a major that has ended since.
 */
export const versionCheck: Check = defineCheck(["database.history"], ({ database }) => {
  if (database === undefined) return [];
  const named = database.history.flatMap((step, i) =>
    "engineVersion" in step ? [{ path: `database.history[${i}].engineVersion`, major: step.engineVersion }] : [],
  );
  return named
    .slice(-1)
    .filter(({ major }) => !Object.hasOwn(postgresVersions, major))
    .map(({ path, major }) => {
      const ended = endedPostgresVersions[major];
      return {
        path,
        got: `${JSON.stringify(major)}, ${ended === undefined ? "which is unknown" : `whose standard support ended on ${ended}`}`,
        expected: `a major in standard support: ${Object.keys(postgresVersions).join(", ")}`,
        fix:
          ended === undefined
            ? "choose one of those, or add the major to modules/postgres-versions.ts"
            : "choose a newer one; a database that runs it is upgraded by docs/runbooks/database-upgrade.md",
      };
    });
});
