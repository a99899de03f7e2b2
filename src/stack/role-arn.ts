import type { Environment } from "../environment/environment";

/** The ARN of a role that the environment makes, known before it exists. */
export function roleArn(
  { accountId, iam }: Pick<Environment, "accountId" | "iam">,
  partition: string,
  roleName: string,
): string {
  return `arn:${partition}:iam::${accountId}:role${iam.path}${roleName}`;
}
