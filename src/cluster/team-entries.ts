import type { EksInputs } from "../../modules/eks/eks-inputs";
import type { Environment } from "../environment/environment";

type AccessEntries = NonNullable<EksInputs["access_entries"]>;

/** The group of RBAC that the people of a team are in. */
export function teamGroup(team: string): string {
  return `team:${team}`;
}

/**
 * Access entries of the people of teams, by their ARNs: EKS has one for each principal, whatever teams it is in, and one that moves from a place
 * in the file to another stays as it is. A team without a namespace has nothing that it could do.
 */
export function teamEntries({ teams, namespaces }: Pick<Environment, "teams" | "namespaces">): AccessEntries {
  const working = new Set(Object.values(namespaces).map(({ team }) => team));
  const memberships = Object.entries(teams)
    .filter(([team]) => working.has(team))
    .flatMap(([team, { principalArns }]) => principalArns.map((principalArn) => ({ team, principalArn })));
  const principals = [...new Set(memberships.map(({ principalArn }) => principalArn))];
  return Object.fromEntries(
    principals.map((principal) => {
      const groups = memberships.filter(({ principalArn }) => principalArn === principal);
      return [
        principal,
        { principal_arn: principal, kubernetes_groups: groups.map(({ team }) => teamGroup(team)).toSorted() },
      ];
    }),
  );
}
