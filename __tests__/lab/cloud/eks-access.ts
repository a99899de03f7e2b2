/** An access entry as the API of EKS has it, with the policies associated with it. */
export interface AccessEntry {
  readonly principalArn: string;
  readonly username: string;
  readonly kubernetesGroups: readonly string[];
  readonly policies: readonly AccessPolicy[];
}

export interface AccessPolicy {
  readonly policyArn: string;
  readonly accessScope: { readonly type: "cluster" | "namespace"; readonly namespaces: readonly string[] };
}

/** Who somebody is in Kubernetes. */
export interface KubernetesUser {
  readonly username: string;
  readonly groups: readonly string[];
}

/**
 * EKS authorizes access policies itself. Here each is a group that role bindings know: the cluster role that the policy is modelled on.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const roleOfPolicy: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: "cluster-admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Who the principal of an access entry is. */
export function userOf({ principalArn, username, kubernetesGroups, policies }: AccessEntry): KubernetesUser {
  const names = policies.flatMap(({ policyArn, accessScope }) => {
    const policy = policyArn.split("/").at(-1) ?? "";
    return accessScope.type === "cluster"
      ? [groupOfPolicy(policy)]
      : accessScope.namespaces.map((namespace) => groupOfPolicy(policy, namespace));
  });
  return { username: username || principalArn, groups: [...kubernetesGroups, ...names] };
}

/** The group of those who have a policy, in the whole cluster or in a namespace. */
export function groupOfPolicy(policy: string, namespace?: string): string {
  return namespace === undefined ? `eks:${policy}` : `eks:${policy}:${namespace}`;
}

/** What the groups of policies may do in the whole cluster. */
export function policyBindings(): readonly object[] {
  return Object.entries(roleOfPolicy).map(([policy, role]) => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: groupOfPolicy(policy) },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: groupOfPolicy(policy) }],
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
  }));
}
