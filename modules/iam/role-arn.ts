import type { RoleRules } from "./role-rules";

/** The account that a role stands in, and where in it. */
export interface RolePlace {
  readonly partition: string;
  readonly accountId: string;
  readonly rules: Pick<RoleRules, "path">;
}

/** The ARN of a role that follows an organization's rules, known before the role exists. */
export function roleArn({ partition, accountId, rules }: RolePlace, roleName: string): string {
  return `arn:${partition}:iam::${accountId}:role${rules.path}${roleName}`;
}
