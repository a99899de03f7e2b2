import type { EksInputs } from "../../modules/eks/eks-inputs";
import { terraformLiteral } from "../stack/terraform-literal";
import type { Cluster } from "./node-group-plan";

type Access = Cluster["access"][string];
type AccessEntries = NonNullable<EksInputs["access_entries"]>;

/**
 * Access entries by the names of the configuration.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export function accessEntries(cluster: Cluster, partition: string): AccessEntries {
  return Object.fromEntries(
    Object.entries(cluster.access).map(([name, access]) => [name, accessEntry(access, partition)]),
  );
}

function accessEntry(access: Access, partition: string): AccessEntries[string] {
  const entry = { principal_arn: access.principalArn };
  switch (access.grant) {
    case "administrator":
      return { ...entry, policy_associations: { admin: association(partition, "AmazonEKSClusterAdminPolicy") } };
    case "deployer":
      return {
        ...entry,
        policy_associations: { edit: association(partition, "AmazonEKSEditPolicy", access.namespaces) },
      };
    case "reader":
      return {
        ...entry,
        policy_associations: { view: association(partition, "AmazonEKSViewPolicy", access.namespaces) },
      };
    case "groups":
      return { ...entry, kubernetes_groups: access.groups.map(terraformLiteral) };
  }
}

function association(partition: string, policy: string, namespaces?: readonly string[]) {
  return {
    policy_arn: `arn:${partition}:eks::aws:cluster-access-policy/${policy}`,
    access_scope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces },
  };
}
