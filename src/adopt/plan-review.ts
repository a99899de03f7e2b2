import type { Problem } from "../config/problem";
import type { PlannedResource } from "./planned-resource";

/** What of a plan would destroy something to make it again: nothing that takes over what exists may do that. */
export function replacementsIn(resources: readonly PlannedResource[], terraform: string): readonly Problem[] {
  return resources
    .filter(({ actions }) => actions.includes("create") && actions.includes("delete"))
    .map(({ address: path, reason, replacedFor }) =>
      reason === "replace_because_tainted"
        ? {
            path,
            got: "tainted: the run that made it was interrupted, and the next apply would destroy it and make it again",
            expected: "whole",
            fix: `look at it in AWS; once it is whole: ${terraform} untaint '${path}'`,
          }
        : {
            path,
            got: `would be destroyed and made again, for its ${replacedFor.join(", ") || "configuration"}`,
            expected: "what exists, as it is",
            fix: "synthesize what was being applied; if it is encrypted with a key that is not in the plan, find that key first",
          },
    );
}
