import type { Aws, AwsCall } from "./aws-cli";
import type { AwsPlace, PlannedResource } from "./planned-resource";

/**
 * One thing that AWS has. Beside `id`, `status` and `tags` it carries attributes under the names that Terraform has for them: it is what a
 * plan means if they are equal. A name of which the plan knows the beginning only stands under `name_prefix` and the like.
 */
export interface Found {
  /** What Terraform imports it by. */
  readonly id: string;
  readonly status?: string;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[] | null;
  readonly [attribute: string]: unknown;
}

/** Asks AWS where the resource is. Words of a command line, then what of the answer is wanted, in JMESPath. */
export type Ask = (command: string, args: readonly string[], query: string) => Promise<readonly Found[]>;

/** Planned attributes as text; what is null is empty. */
export type Known<Name extends string> = Readonly<Record<Name, string>>;

/** How resources of one type are found in AWS. */
export interface Finder {
  /** Planned attributes that must be known before AWS can be asked: by then whatever they name is there. */
  readonly needs: (resource: PlannedResource) => readonly string[];
  readonly list: (resource: PlannedResource, ask: Ask) => Promise<readonly Found[]>;
  /** The statuses in which Terraform can take it over. @default - any, or it has none */
  readonly settled?: readonly string[];
  /** What a person does about another status. @default - wait */
  readonly unsettled?: string;
  /** AWS makes a second one without a word where it has one already. @default false */
  readonly twins?: boolean;
}

interface FinderOptions extends Pick<Finder, "settled" | "unsettled" | "twins"> {
  /** What must be known besides, of this resource. @default - nothing */
  readonly needsToo?: Finder["needs"];
}

/** A finder whose question names some planned attributes. */
export function defineFinder<const Name extends string>(
  needs: readonly Name[],
  list: (known: Known<Name>, ask: Ask, resource: PlannedResource) => Promise<readonly Found[]>,
  { needsToo = () => [], ...options }: FinderOptions = {},
): Finder {
  return {
    needs: (resource) => [...needs, ...needsToo(resource)],
    list: (resource, ask) => {
      const known = Object.fromEntries(needs.map((name) => [name, textOf(resource.values[name])])) as Known<Name>;
      return list(known, ask, resource);
    },
    ...options,
  };
}

/** Everything in AWS that a planned resource may already be. */
export async function findMatches(finder: Finder, resource: PlannedResource, aws: Aws): Promise<readonly Found[]> {
  const found = await finder.list(resource, asker(aws, resource.place));
  return found.filter((one) => isMeantBy(resource, one));
}

/** Whether what the finder must know of a resource is known. */
export function canBeFound({ needs }: Finder, resource: PlannedResource): boolean {
  return needs(resource).every((name) => !resource.unknown.has(name));
}

function asker(aws: Aws, place: AwsPlace): Ask {
  return async (command, args, query) => {
    const [service = "", operation = ""] = command.split(" ");
    const call: AwsCall = { service, operation, args, query };
    const answer = (await aws(place, call)) ?? [];
    return (Array.isArray(answer) ? answer : [answer]) as readonly Found[];
  };
}

const notAttributes = ["id", "status", "tags"];

function isMeantBy({ values, unknown }: PlannedResource, found: Found): boolean {
  const attributes = Object.entries(found).filter(
    ([name]) => !notAttributes.includes(name) && !unknown.has(name) && textOf(values[`${name}_prefix`]) === "",
  );
  return (
    attributes.every(([name, value]) =>
      name.endsWith("_prefix")
        ? hasPrefix(textOf(value), textOf(values[name]))
        : textOf(value) === textOf(values[name]),
    ) &&
    (found.tags === undefined || carries(found.tags ?? [], identifyingTags(values)))
  );
}

/** The provider appends 26 hexadecimal digits, the first of them a time. */
function hasPrefix(name: string, prefix: string): boolean {
  return prefix === "" || (name.startsWith(prefix) && /^[0-9a-f]{26}$/.test(name.slice(prefix.length)));
}

/** Tags that tell whose a resource is and which one of them. */
const identifying = ["Name", "environment", "region", "layer", "managed-by"];

/** The tags by which a planned resource is recognized among its like. */
export function identifyingTags(values: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const tags = (values["tags_all"] ?? {}) as Readonly<Record<string, string>>;
  return identifying.flatMap((key) => (tags[key] === undefined ? [] : [[key, tags[key]] as const]));
}

function carries(tags: NonNullable<Found["tags"]>, wanted: readonly (readonly [string, string])[]): boolean {
  return wanted.every(([key, value]) => tags.some((tag) => tag.Key === key && tag.Value === value));
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
