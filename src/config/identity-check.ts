import type { RecordedIdentity } from "../environment/identity";
import { tryGetIdentity } from "../environment/identity";
import { type Check, defineCheck } from "./check";
import { formatValue } from "./schema-problems";

/** Where each part of an identity stands in the environment file. */
const paths: Readonly<Record<keyof RecordedIdentity, string>> = {
  organization: "organization",
  name: "name",
  accountId: "accountId",
  regions: "regions",
  bucketPrefix: "state.bucketPrefix",
  sharedRegion: "state.sharedRegion",
};

/**
 * Refuses to synthesize an environment under another identity than the one that its state was made with: every backend would point at
 * buckets that do not exist, and every name in AWS would be a new one.
 */
export function identityCheck(file: string, recorded: RecordedIdentity): Check {
  return defineCheck(["organization", "name", "accountId", "regions", "state"], (environment) => {
    const identity = tryGetIdentity(environment);
    if (identity === undefined) {
      return [
        {
          path: "state.backend",
          got: '"local"',
          expected: `"s3", where the state is by ${file}`,
          fix: 'take the change back; see docs/runbooks/state.md, "Another name or account"',
        },
      ];
    }
    return (Object.keys(paths) as (keyof RecordedIdentity)[])
      .filter((part) => formatValue(identity[part]) !== formatValue(recorded[part]))
      .map((part) => ({
        path: paths[part],
        got: formatValue(identity[part]),
        expected: `${formatValue(recorded[part])}, which the state and all names in AWS were made with, by ${file}`,
        fix: 'take the change back; see docs/runbooks/state.md, "Another name or account"',
      }));
  });
}
