import { intersects, satisfies, validRange } from "semver";

/** Whether some version meets all of these Terraform constraints, such as `">= 6.28, < 7"` and `"~> 6.30"`. */
export function canResolve(...constraints: readonly string[]): boolean {
  const ranges = constraints.map(toSemverRange);
  return ranges.every((range, i) => ranges.slice(i + 1).every((other) => intersects(range, other)));
}

/** Whether one version meets a Terraform constraint. */
export function meets(version: string, constraint: string): boolean {
  return satisfies(version, toSemverRange(constraint));
}

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
function toSemverRange(constraint: string): string {
  const range = constraint
    .split(",")
    .map((part) => part.trim())
    .map((part) => part.replace(/^~>\s*(\d+)\.(\d+)$/, "^$1.$2.0").replace(/^~>\s*(\d+(\.\d+){2})$/, "~$1"))
    .join(" ");
  if (validRange(range) === null) throw new Error(`not a version constraint: ${constraint}`);
  return range;
}
