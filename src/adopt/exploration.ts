import type { Problem } from "../config/problem";
import type { Aws } from "./aws-cli";
import { type Finder, type Found, findMatches } from "./finder";
import type { PlannedResource } from "./planned-resource";

/** What Terraform's import block says. https://developer.hashicorp.com/terraform/language/import */
export interface Import {
  readonly to: string;
  readonly id: string;
}

/** What AWS has of a plan. */
export interface Exploration {
  readonly imports: readonly Import[];
  /** What must be decided or awaited before anything can be imported. */
  readonly problems: readonly Problem[];
  /** What looks like a resource of the state and is another one, a line each. */
  readonly twins: readonly string[];
}

/** Asks AWS for resources of a plan, all of which can be found; `taken` are the ids of what the state has already. */
export async function explore(
  resources: readonly (readonly [PlannedResource, Finder])[],
  taken: ReadonlySet<string>,
  aws: Aws,
): Promise<Exploration> {
  const answers = await Promise.all(
    resources.map(async ([resource, finder]) => {
      const matches = await findMatches(finder, resource, aws);
      return { resource, finder, found: matches.filter((one) => !taken.has(takenId(resource, one.id))) };
    }),
  );
  const creations = answers.filter(({ resource, found }) => isCreation(resource) && found.length > 0);
  const usable = creations.filter((answer) => problemsOf(answer).length === 0);
  return {
    imports: usable.flatMap(({ resource, found }) => found.map(({ id }) => ({ to: resource.address, id }))),
    problems: creations.flatMap(problemsOf),
    twins: answers
      .filter(({ resource }) => !isCreation(resource))
      .flatMap(({ resource, found }) =>
        found.map(({ id }) => `${id} looks like ${resource.address}, ${resource.existing?.["id"]}, and is in no state`),
      ),
  };
}

/** Whether Terraform would make it, not knowing whether it exists. */
export function isCreation({ actions }: PlannedResource): boolean {
  return actions.length === 1 && actions[0] === "create";
}

/** Ids are unique in one region, for one type. */
export function takenId({ type, place }: Pick<PlannedResource, "type" | "place">, id: string): string {
  return [type, place.region, id].join(" ");
}

interface Answer {
  readonly resource: PlannedResource;
  readonly finder: Finder;
  readonly found: readonly Found[];
}

function problemsOf({ resource: { address: path }, finder: { settled }, found }: Answer): readonly Problem[] {
  if (found.length > 1) {
    return [
      {
        path,
        got: found.map(({ id }) => id).join(", "),
        expected: "one thing in AWS that it may be",
        fix: "find out which one is in use, and delete the others",
      },
    ];
  }
  return found
    .filter(
      ({ status }) => settled !== undefined && !settled.some((word) => word.toLowerCase() === status?.toLowerCase()),
    )
    .map(({ id, status }) => ({
      path,
      got: `${id} is ${status}`,
      expected: (settled ?? []).join(" or "),
      fix: "wait for it, then run this again; if it has failed, delete it",
    }));
}
