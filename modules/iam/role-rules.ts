/** What an organization asks of every role: the arguments of the same names. */
export interface RoleRules {
  /** Starts and ends with a slash. */
  readonly path: string;
  /** ARN of the policy that bounds what the role can be allowed. */
  readonly permissionsBoundary?: string | undefined;
}

/** The arguments of a role that follows them. */
export function roleArguments({ path, permissionsBoundary }: RoleRules) {
  return { path, ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }) };
}
