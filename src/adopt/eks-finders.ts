import { defineFinder, type Finder } from "./finder";

/** What EKS makes. Its calls name one thing each, and say that it is not there. */
export const eksFinders: Readonly<Record<string, Finder>> = {
  aws_eks_cluster: defineFinder(
    ["name"],
    ({ name }, ask) => ask("eks describe-cluster", ["--name", name], "{id: cluster.name, status: cluster.status}"),
    { settled: ["ACTIVE"] },
  ),
  aws_eks_node_group: defineFinder(
    ["cluster_name", "node_group_name_prefix"],
    async ({ cluster_name, node_group_name_prefix: prefix }, ask) => {
      const inCluster = ["--cluster-name", cluster_name];
      const names = await ask("eks list-nodegroups", inCluster, "nodegroups[].{id: @}");
      const groups = names
        .filter(({ id: name }) => name.startsWith(prefix))
        .map(({ id: name }) =>
          ask(
            "eks describe-nodegroup",
            [...inCluster, "--nodegroup-name", name],
            "nodegroup.{id: join(':', [clusterName, nodegroupName]), status: status, node_group_name: nodegroupName, node_group_name_prefix: nodegroupName}",
          ),
        );
      return (await Promise.all(groups)).flat();
    },
    // One whose nodes do not all come up has its nodes nevertheless.
    { settled: ["ACTIVE", "DEGRADED"], twins: true },
  ),
  aws_eks_addon: defineFinder(
    ["cluster_name", "addon_name"],
    ({ cluster_name, addon_name }, ask) =>
      ask(
        "eks describe-addon",
        ["--cluster-name", cluster_name, "--addon-name", addon_name],
        "addon.{id: join(':', [clusterName, addonName]), status: status}",
      ),
    // An apply takes a failed one further.
    { settled: ["ACTIVE", "DEGRADED", "CREATE_FAILED", "UPDATE_FAILED"] },
  ),
  aws_eks_access_entry: defineFinder(["cluster_name", "principal_arn"], ({ cluster_name }, ask) =>
    ask(
      "eks list-access-entries",
      ["--cluster-name", cluster_name],
      `accessEntries[].{id: join(':', ['${cluster_name}', @]), principal_arn: @}`,
    ),
  ),
  aws_eks_pod_identity_association: defineFinder(
    ["cluster_name", "namespace", "service_account"],
    ({ cluster_name }, ask) =>
      ask(
        "eks list-pod-identity-associations",
        ["--cluster-name", cluster_name],
        "associations[].{id: join(',', [clusterName, associationId]), namespace: namespace, service_account: serviceAccount}",
      ),
  ),
};
