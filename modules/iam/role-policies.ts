import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "./policy-document";

/**
 * Characters that all inline policies of a role may have together, white space not counted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maxInlinePolicyLength = 10_240;

export interface RolePolicies {
  /** Names of AWS managed policies, by the id that each attachment has. @default {} */
  readonly managed?: Readonly<Record<string, string>>;
  /** What the role may do beside them. @default [] */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * Gives a role its policies. What comes back is the role's name, known only once it has all of them: whoever is built with it starts with
 * its permissions and keeps them until it is gone.
 */
export function givePolicies(
  scope: Construct,
  role: IamRole,
  partition: string,
  { managed = {}, statements = [] }: RolePolicies,
): string {
  // In a stack of two regions the role says which provider makes it.
  const inRegion = role.provider === undefined ? {} : { provider: role.provider };
  const name = Object.entries(managed).reduce(
    (name, [id, policy]) =>
      new IamRolePolicyAttachment(scope, id, {
        ...inRegion,
        role: name,
        policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
      }).role,
    role.name,
  );
  if (statements.length === 0) return name;
  return new IamRolePolicy(scope, "policy", {
    ...inRegion,
    name: "permissions",
    role: name,
    policy: policyDocument(statements),
  }).role;
}
