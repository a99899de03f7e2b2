import { inc, satisfies } from "semver";

/**
 * Whether some version meets all of these Terraform constraints, such as `">= 6.28, < 7"` and `"~> 6.30"`. The lowest that does is 0.0.0, one that
 * they name, or the patch after such a one. (Of `> 2.2, < 2.2.1` semver would say that they meet: in its order there is a prerelease between.)
 */
export function canResolve(...constraints: readonly string[]): boolean {
  const named = constraints.flatMap((constraint) => readConstraint(constraint).named);
  const lowest = ["0.0.0", ...named, ...named.flatMap((version) => inc(version, "patch") ?? [])];
  return lowest.some((version) => constraints.every((constraint) => meets(version, constraint)));
}

/** Whether one version meets a Terraform constraint. */
export function meets(version: string, constraint: string): boolean {
  const { range, excluded } = readConstraint(constraint);
  return satisfies(version, range) && !excluded.includes(version);
}

/** A constraint in the words of semver, which has none for a single version that is left out. */
interface Constraint {
  readonly range: string;
  /** Every version that stands in it. */
  readonly named: readonly string[];
  readonly excluded: readonly string[];
}

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
function readConstraint(constraint: string): Constraint {
  const parts = constraint.split(",").map((part) => {
    const [, operator = "=", version] = /^\s*(>=|<=|>|<|=|!=|~>)?\s*(\d{1,9}(?:\.\d{1,9}){0,2})\s*$/.exec(part) ?? [];
    if (version === undefined) throw new Error(`not a version constraint: ${constraint}`);
    // Terraform reads 6.08 as 6.8, semver not at all.
    return { operator, version: version.split(".").map(Number).join(".") };
  });
  return {
    range: parts
      .filter(({ operator }) => operator !== "!=")
      .map(({ operator, version }) => (operator === "~>" ? pessimisticRange(version) : `${operator}${padded(version)}`))
      .join(" "),
    named: parts.map(({ version }) => padded(version)),
    excluded: parts.filter(({ operator }) => operator === "!=").map(({ version }) => padded(version)),
  };
}

/** Only the last part that is named may rise. */
function pessimisticRange(version: string): string {
  const [major, minor, patch] = version.split(".").map(Number);
  if (minor === undefined) return `>=${padded(version)}`;
  return patch === undefined ? `>=${padded(version)} <${Number(major) + 1}.0.0` : `~${version}`;
}

/** 6.28 is 6.28.0 to Terraform, not every 6.28. */
function padded(version: string): string {
  return [...version.split("."), "0", "0"].slice(0, 3).join(".");
}
