import type { Problem } from "../config/problem";
import type { Import } from "./exploration";
import type { PlannedResource } from "./planned-resource";

/** What a plan would destroy to make it again. `command` is how a person calls Terraform for this stack. */
export function replacementsIn(resources: readonly PlannedResource[], command: string): readonly Problem[] {
  return resources
    .filter(({ actions }) => actions.includes("create") && actions.includes("delete"))
    .map(({ address: path, reason, replacedFor }) =>
      reason === "replace_because_tainted"
        ? {
            path,
            got: "tainted: the run that made it was interrupted, and an apply would destroy it and make it again",
            expected: "whole",
            fix: `look at it in AWS; once it is whole: ${command} untaint '${path}'`,
          }
        : {
            path,
            got: `would be destroyed and made again, for its ${replacedFor.join(", ") || "configuration"}`,
            expected: "what exists, as it is",
            fix: "synthesize what was being applied, and change it afterwards; for its key: find that key, which the stack must have again first",
          },
    );
}

/** Whether a plan destroys it and does not make it again, as the step of a database's history may that was being applied. */
export function isRemoved({ actions }: PlannedResource): boolean {
  return actions.length === 1 && actions[0] === "delete";
}

/** What was found by its name and carries the tags of something else. */
export function strangersIn(resources: readonly PlannedResource[], imports: readonly Import[]): readonly Problem[] {
  const imported = new Map(imports.map(({ to, id }) => [to, id]));
  return resources
    .filter(({ address }) => imported.has(address))
    .flatMap(({ address: path, existing, values }) =>
      owners
        .map((tag) => ({ tag, is: tagsOf(existing)[tag], ours: tagsOf(values)[tag] }))
        .filter(({ is, ours }) => is !== undefined && ours !== undefined && is !== ours)
        .map(({ tag, is, ours }) => ({
          path,
          got: `${imported.get(path)}, tagged ${tag}=${is}`,
          expected: `${tag}=${ours}, or no such tag`,
          fix: "it is another's: find out whose, and rename one of the two",
        })),
    );
}

/** Tags that tell whose something is. What has none was made by hand or by AWS, such as a log group. */
const owners = ["managed-by", "environment"];

function tagsOf(values: PlannedResource["existing"]): Readonly<Record<string, string>> {
  return (values?.["tags_all"] ?? {}) as Readonly<Record<string, string>>;
}
