import type { Problem } from "../config/problem";
import type { Aws } from "./aws-cli";
import { canBeFound, type Finder, type Found, findMatches } from "./finder";
import { finders } from "./finders";
import { leftToCreate } from "./left-to-create";
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

type Question = readonly [PlannedResource, Finder];

/** The resources of a plan that AWS can be asked for: those it would create, and those that may be there a second time. */
export function askable(resources: readonly PlannedResource[]): readonly Question[] {
  return resources.flatMap((resource): Question[] => {
    const finder = finders[resource.type];
    if (finder === undefined || !canBeFound(finder, resource)) return [];
    return isCreation(resource) || (finder.twins && stays(resource)) ? [[resource, finder]] : [];
  });
}

/** Whether nobody has decided how it is found, or that it need not be. */
export function isUnheardOf(resource: PlannedResource): boolean {
  return isCreation(resource) && finders[resource.type] === undefined && leftToCreate[resource.type] === undefined;
}

/** Ids of everything in a plan that exists. */
export function idsIn(resources: readonly PlannedResource[]): ReadonlySet<string> {
  return new Set(resources.map((resource) => idIn(resource, String(resource.existing?.["id"]))));
}

/** Asks AWS; `taken` are the ids that are in the plan already. */
export async function explore(
  questions: readonly Question[],
  taken: ReadonlySet<string>,
  aws: Aws,
): Promise<Exploration> {
  const answers = await Promise.all(
    questions.map(async ([resource, finder]) => {
      const matches = await findMatches(finder, resource, aws);
      return { resource, finder, found: matches.filter(({ id }) => !taken.has(idIn(resource, id))) };
    }),
  );
  const creations = answers.filter(({ resource }) => isCreation(resource));
  return {
    imports: creations.flatMap(({ resource, found }) => found.map(({ id }) => ({ to: resource.address, id }))),
    problems: creations.flatMap((answer) => [...problemsOf(answer), ...claimedTwice(answer, creations)]),
    twins: answers
      .filter(({ resource }) => !isCreation(resource))
      .flatMap(({ resource: { address, existing }, found }) =>
        found.map(
          ({ id }) => `${id} looks like ${address}, which is ${existing?.["id"]}, and is in no state: look at it`,
        ),
      ),
  };
}

function isCreation({ actions }: PlannedResource): boolean {
  return actions.length === 1 && actions[0] === "create";
}

function stays({ actions, existing }: PlannedResource): boolean {
  return existing !== undefined && !actions.includes("delete");
}

/** Unique for one type in one region. */
function idIn({ type, place }: PlannedResource, id: string): string {
  return [type, place.region, id].join(" ");
}

interface Answer {
  readonly resource: PlannedResource;
  readonly finder: Finder;
  readonly found: readonly Found[];
}

/** One thing cannot be two resources: what tells them apart is not what the finder looks at. */
function claimedTwice({ resource, found }: Answer, answers: readonly Answer[]): readonly Problem[] {
  const others = answers.filter((answer) => answer.resource.type === resource.type && answer.resource !== resource);
  return found.flatMap(({ id }) =>
    others
      .filter((other) => other.found.some((one) => idIn(other.resource, one.id) === idIn(resource, id)))
      .map((other) => ({
        path: resource.address,
        got: `${id}, which is ${other.resource.address} as well`,
        expected: "one resource that it is",
        fix: "find out which one it is, and take it over by hand: terraform import",
      })),
  );
}

/** Deletion is the last thing to name: what has another status than expected may be a database that serves. */
const wait = "wait for it, then run this again; delete it only if it is its creation that failed";

function problemsOf({
  resource: { address: path },
  finder: { settled, unsettled = wait },
  found,
}: Answer): readonly Problem[] {
  if (found.length > 1) {
    return [
      {
        path,
        got: found.map(({ id }) => id).join(", "),
        expected: "one thing in AWS that it may be",
        fix: "find out which of them is in use, and delete the others",
      },
    ];
  }
  return found
    .filter(({ status = "" }) => settled?.every((word) => word.toLowerCase() !== status.toLowerCase()))
    .map(({ id, status }) => ({
      path,
      got: `${id} is ${status}`,
      expected: (settled ?? []).join(" or "),
      fix: unsettled,
    }));
}
